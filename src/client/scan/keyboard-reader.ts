import { isOurs, textOfStrokes, type Stroke } from './reader-layout.ts'
import type { ScannedText } from './scanned-text.ts'

const longestGap = 50
const shortestText = 12
/** Nobody types so many characters at that pace. */
const surelyAReader = 6
const silenceAfter = 250

export type ReaderListener = {
  readonly onText: (scanned: ScannedText) => void
  /** A cheap reader takes two or three seconds for a long code: true while it types. */
  readonly onReading?: (reading: boolean) => void
}

/** Hears a reader that types what it reads, wherever the focus is except in a field. Returns how to stop. */
export function listenToKeyboardReader(
  { onText, onReading }: ReaderListener,
  keys: EventTarget = window,
): () => void {
  let burst: readonly Stroke[] = []
  let lastAt = 0
  let reading = false
  let silence: ReturnType<typeof setTimeout> | undefined

  function hear(event: Event): void {
    const key = event as KeyboardEvent
    if (isTyping(key)) return forget()
    if (isEnd(key)) return end(key)
    // Shift, AltGraph and their like come between two characters and say nothing by themselves.
    if (key.key.length > 1 && key.key !== 'Dead') return
    if (isCommand(key)) return forget()
    goOn(key)
  }

  function goOn(key: KeyboardEvent): void {
    const stroke = { key: key.key, code: key.code, shift: key.shiftKey }
    burst = follows(key) ? [...burst, stroke] : [stroke]
    lastAt = key.timeStamp
    tell(burst.length >= surelyAReader)
    clearTimeout(silence)
    silence = setTimeout(fallSilent, silenceAfter)
  }

  function end(key: KeyboardEvent): void {
    const heard = burst
    const isBurst = heard.length >= shortestText && follows(key)
    forget()
    if (!isBurst) return
    // The reader's Enter must not press the button that has the focus, nor its Tab move it.
    key.preventDefault()
    key.stopPropagation()
    passOn(textOfStrokes(heard))
  }

  /** Some readers end with nothing at all: then only a code of ours is believed. */
  function fallSilent(): void {
    const text = textOfStrokes(burst)
    forget()
    if (isOurs(text)) passOn(text)
  }

  function passOn(text: string): void {
    onText({ text, source: 'keyboard', at: Date.now() })
  }

  // The event's own time, not ours: a page busy with a picture hears the keys late, but all at once.
  function follows(key: KeyboardEvent): boolean {
    return key.timeStamp - lastAt < longestGap
  }

  function forget(): void {
    burst = []
    clearTimeout(silence)
    tell(false)
  }

  function tell(now: boolean): void {
    if (now !== reading) onReading?.(now)
    reading = now
  }

  keys.addEventListener('keydown', hear, { capture: true })
  return () => {
    forget()
    keys.removeEventListener('keydown', hear, { capture: true })
  }
}

/** A carriage return, a tab, or a line feed, which arrives as Ctrl and J. */
function isEnd(key: KeyboardEvent): boolean {
  return key.key === 'Enter' || key.key === 'Tab' || (key.ctrlKey && key.code === 'KeyJ')
}

// AltGr, which types # on a French keyboard, counts as Ctrl and Alt on Windows.
function isCommand(key: KeyboardEvent): boolean {
  if (key.repeat || key.isComposing) return true
  return (key.ctrlKey || key.altKey || key.metaKey) && !key.getModifierState('AltGraph')
}

const fields = 'input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select'

function isTyping(key: KeyboardEvent): boolean {
  const target = key.composedPath()[0]
  if (!target || !('closest' in target)) return false
  const element = target as HTMLElement
  return element.isContentEditable || element.closest(fields) !== null
}
