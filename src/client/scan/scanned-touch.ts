import type { ScannedText } from './scanned-text.ts'

/** Told to the document when somebody holds a code before the camera: they are at work without a touch. */
export const scannedTouch = 'carnet:scanned'

const liesWithin = 10_000
let last: Pick<ScannedText, 'text' | 'at'> = { text: '', at: 0 }

/** A code that only lies there is read again every few seconds: nobody may be there any more. */
export function touchByScan({ text, at }: ScannedText): void {
  const lies = text === last.text && at - last.at < liesWithin
  last = { text, at }
  if (!lies) document.dispatchEvent(new Event(scannedTouch))
}
