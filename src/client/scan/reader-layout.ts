import { parseEnrolmentLink } from '#protocol/enrolment.ts'
import { parsePassCode } from '#protocol/pass-code.ts'
import { parsePassNumber } from '#protocol/pass-number.ts'

/** One key as a reader pressed it: the character that the page got, and the place of the key (UI Events `code`). */
export type Stroke = { readonly key: string; readonly code: string; readonly shift: boolean }

/**
 * What a reader meant. Most leave the shop set to an American keyboard, and a French layout turns what they press into
 * `&é"'(-è_çà`: the places of the keys, or the characters themselves, lead back. The form of our codes decides.
 */
export function textOfStrokes(strokes: readonly Stroke[]): string {
  const typed = strokes.map(({ key }) => (key.length === 1 ? key : '')).join('')
  return oursAmong([typed, strokes.map(onAmericanKeys).join(''), undoFrench(typed)]) ?? typed
}

/** The same for a text whose keys nobody saw, as in a field. */
export function repairText(typed: string): string {
  return oursAmong([typed, undoFrench(typed)]) ?? typed
}

/** A pass code, a pass number or an enrolment link. */
export function isOurs(text: string): boolean {
  return parsePassCode(text).ok || parsePassNumber(text).ok || parseEnrolmentLink(text).ok
}

function oursAmong(readings: readonly string[]): string | undefined {
  return readings.find(isOurs)
}

/** The main keys of an American keyboard, row by row, without and with Shift. */
const americanKeys: readonly (readonly [row: string, plain: string, shifted: string])[] = [
  [
    'Digit1 Digit2 Digit3 Digit4 Digit5 Digit6 Digit7 Digit8 Digit9 Digit0 Minus Equal',
    '1234567890-=',
    '!@#$%^&*()_+',
  ],
  ['KeyQ KeyW KeyE KeyR KeyT KeyY KeyU KeyI KeyO KeyP', 'qwertyuiop', 'QWERTYUIOP'],
  ['KeyA KeyS KeyD KeyF KeyG KeyH KeyJ KeyK KeyL Semicolon Quote', "asdfghjkl;'", 'ASDFGHJKL:"'],
  ['KeyZ KeyX KeyC KeyV KeyB KeyN KeyM Comma Period Slash', 'zxcvbnm,./', 'ZXCVBNM<>?'],
]

/** What the same keys type on a French AZERTY keyboard, in the same order. */
const frenchCharacters: readonly (readonly [plain: string, shifted: string])[] = [
  ['&é"\'(-è_çà)=', '1234567890°+'],
  ['azertyuiop', 'AZERTYUIOP'],
  ['qsdfghjklmù', 'QSDFGHJKLM%'],
  ['wxcvbn,;:!', 'WXCVBN?./§'],
]

const byPlace = new Map(
  americanKeys.flatMap(([row, plain, shifted]) =>
    row.split(' ').map((code, i) => [code, { plain: plain[i] ?? '', shifted: shifted[i] ?? '' }] as const),
  ),
)

const byFrench = new Map(
  americanKeys.flatMap(([, plain, shifted], row) => {
    const [frenchPlain = '', frenchShifted = ''] = frenchCharacters[row] ?? []
    return [...pairs(frenchPlain, plain), ...pairs(frenchShifted, shifted), ...pairs('ÉÈÇÀ', '2790')]
  }),
)

function pairs(from: string, to: string): readonly (readonly [string, string])[] {
  return [...from].map((character, i) => [character, to[i] ?? ''] as const)
}

function onAmericanKeys({ key, code, shift }: Stroke): string {
  const place = byPlace.get(code)
  if (place) return shift ? place.shifted : place.plain
  return /^Numpad\d$/.test(code) ? code.slice(-1) : key.length === 1 ? key : ''
}

function undoFrench(typed: string): string {
  return [...typed].map((character) => byFrench.get(character) ?? character).join('')
}
