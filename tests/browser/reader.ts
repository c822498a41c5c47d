import type { Page } from 'playwright-core'

/** Types a code as a supermarket reader does: set to an American keyboard, on a tablet of that layout or of a French one. */
export async function pressAsReader(page: Page, text: string, layout: 'american' | 'french'): Promise<void> {
  await page.evaluate(typeAtOwnPace, { strokes: strokesOf(text, layout), pause: 0 })
}

/** The same by a cheap one, which takes two or three seconds for a long code: returns when it has begun. */
export async function pressAsSlowReader(page: Page, text: string): Promise<void> {
  await page.evaluate(typeAtOwnPace, { strokes: strokesOf(text, 'american'), pause: 12 })
}

type Stroke = { readonly key: string; readonly code: string; readonly shiftKey: boolean }

type Typed = {
  readonly strokes: readonly Stroke[]
  /** Milliseconds between two keys, of the page's time; none: all at once. */
  readonly pause: number
}

/** Runs in the page. */
function typeAtOwnPace({ strokes, pause }: Typed): void {
  const target = document.activeElement ?? document.body
  let at = performance.now()
  const keys = [...strokes, { key: 'Enter', code: 'Enter', shiftKey: false }]
  const press = (init: Stroke) => {
    const event = new KeyboardEvent('keydown', { ...init, bubbles: true, cancelable: true, composed: true })
    // A reader's own pace, whatever this machine does meanwhile.
    Object.defineProperty(event, 'timeStamp', { value: (at += 9) })
    target.dispatchEvent(event)
  }
  if (pause === 0) return keys.forEach(press)
  const typing = setInterval(() => {
    const next = keys.shift()
    if (next) press(next)
    else clearInterval(typing)
  }, pause)
}

const rows = ['1234567890-=', 'qwertyuiop[]', "asdfghjkl;'", 'zxcvbnm,./']
const shifted = ['!@#$%^&*()_+', 'QWERTYUIOP{}', 'ASDFGHJKL:"', 'ZXCVBNM<>?']
const frenchRows = ['&é"\'(-è_çà)=', 'azertyuiop^$', 'qsdfghjklmù', 'wxcvbn,;:!']
const frenchShifted = ['1234567890°+', 'AZERTYUIOP¨£', 'QSDFGHJKLM%', 'WXCVBN?./§']
const places = [
  'Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal',
  'KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP BracketLeft BracketRight',
  'KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote',
  'KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash',
]

function strokesOf(text: string, layout: 'american' | 'french'): readonly Stroke[] {
  return [...text].map((character) => strokeFor(character, layout))
}

function strokeFor(character: string, layout: 'american' | 'french'): Stroke {
  for (let row = 0; row < rows.length; row++) {
    for (const shiftKey of [false, true]) {
      const at = (shiftKey ? shifted : rows)[row]?.indexOf(character) ?? -1
      if (at < 0) continue
      const french = (shiftKey ? frenchShifted : frenchRows)[row]?.[at]
      const code = places[row]?.split(' ')[at] ?? ''
      return { key: layout === 'french' ? (french ?? '') : character, code, shiftKey }
    }
  }
  throw new Error(`no key of an American keyboard types ${character}`)
}
