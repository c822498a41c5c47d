import type { ScannedText } from './scanned-text.ts'

const longestGap = 50
const shortestText = 12

type Burst = { readonly text: string; readonly at: number }

const silence: Burst = { text: '', at: 0 }

/** Hears a reader that types what it reads, wherever the focus is except in a field. Returns how to stop. */
export function listenToKeyboardReader(
  onText: (scanned: ScannedText) => void,
  keys: EventTarget = window,
): () => void {
  let burst = silence

  function hear(event: Event): void {
    const key = event as KeyboardEvent
    const isEnd = key.key === 'Enter' || key.key === 'Tab'
    // Shift, AltGraph and their like come between two characters and say nothing by themselves.
    if (!isEnd && key.key.length > 1) return
    if (isTyping(key) || isCommand(key)) burst = silence
    else if (isEnd) end(key)
    else burst = continueBurst(burst, key)
  }

  function end(key: KeyboardEvent): void {
    const { text, at } = burst
    burst = silence
    if (text.length < shortestText || key.timeStamp - at >= longestGap) return
    // The reader's Enter must not press the button that has the focus, nor its Tab move it.
    key.preventDefault()
    key.stopPropagation()
    onText({ text, source: 'keyboard', at: Date.now() })
  }

  keys.addEventListener('keydown', hear, { capture: true })
  return () => keys.removeEventListener('keydown', hear, { capture: true })
}

// The event's own time, not ours: a page busy with a picture hears the keys late, but all at once.
function continueBurst(burst: Burst, key: KeyboardEvent): Burst {
  const goesOn = key.timeStamp - burst.at < longestGap
  return { text: goesOn ? burst.text + key.key : key.key, at: key.timeStamp }
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
