import type { ScannedText } from './scanned-text.ts'

let handed: ScannedText | undefined

/** Keeps what was just read for the screen that opens next, in memory only: no address and no history shows it. */
export function handCode(scanned: ScannedText): void {
  handed = scanned
}

export function isCodeHanded(): boolean {
  return handed !== undefined
}

/** What the screen before has read, once. */
export function takeHandedCode(): ScannedText | undefined {
  const taken = handed
  handed = undefined
  return taken
}
