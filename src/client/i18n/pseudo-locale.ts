export type Texts = { readonly [key: string]: string | Texts }

/** French made longer, accented and bracketed: what is not marked was not translated, what is cut does not fit. */
export function pseudoTexts(texts: Texts, kind: 'long' | 'mirrored'): Texts {
  return Object.fromEntries(
    Object.entries(texts).map(([key, value]) => [
      key,
      typeof value === 'string' ? pseudoText(value, kind) : pseudoTexts(value, kind),
    ]),
  )
}

export function pseudoText(text: string, kind: 'long' | 'mirrored'): string {
  const parts = text.split(/(\{\{[^}]*\}\}|<[^>]*>)/)
  const marked = parts.map((part, index) => (index % 2 === 0 ? accented(part) : part)).join('')
  const letters = parts.filter((_, index) => index % 2 === 0).join('').length
  const longer = `[${marked}${' ~~~~'.repeat(Math.ceil((letters * 0.4) / 5))}]`
  return kind === 'mirrored' ? `${rightToLeftOverride}${longer}${popDirection}` : longer
}

const rightToLeftOverride = '\u202e'
const popDirection = '\u202c'

const accents: Readonly<Record<string, string>> = {
  a: 'ȧ',
  b: 'ƀ',
  c: 'ƈ',
  d: 'ḓ',
  e: 'ḗ',
  f: 'ƒ',
  g: 'ɠ',
  h: 'ħ',
  i: 'ī',
  j: 'ĵ',
  k: 'ķ',
  l: 'ŀ',
  m: 'ḿ',
  n: 'ƞ',
  o: 'ǿ',
  p: 'ƥ',
  q: 'ɋ',
  r: 'ř',
  s: 'ş',
  t: 'ŧ',
  u: 'ŭ',
  v: 'ṽ',
  w: 'ẇ',
  x: 'ẋ',
  y: 'ẏ',
  z: 'ẑ',
  A: 'Ȧ',
  C: 'Ƈ',
  D: 'Ḓ',
  E: 'Ḗ',
  I: 'Ī',
  L: 'Ŀ',
  N: 'Ƞ',
  O: 'Ǿ',
  P: 'Ƥ',
  R: 'Ř',
  S: 'Ş',
  T: 'Ŧ',
  U: 'Ŭ',
  V: 'Ṽ',
}

function accented(text: string): string {
  return text.replaceAll(/[a-zA-Z]/g, (letter) => accents[letter] ?? letter)
}
