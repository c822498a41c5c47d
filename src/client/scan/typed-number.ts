import { alphabet, normalise, parsePassNumber, type PassNumber } from '#protocol/pass-number.ts'

/** What is known of a pass number while a person types it. `group` counts from 1; undefined when it could be any. */
export type TypedNumber =
  | { readonly type: 'incomplete'; readonly missing: number }
  | { readonly type: 'complete'; readonly number: PassNumber }
  | { readonly type: 'wrong'; readonly group: 1 | 2 | 3 | undefined }

const symbols = 12
const groupLength = 4

export function readTypedNumber(text: string): TypedNumber {
  const typed = normalise(text)
  const strange = [...typed].findIndex((symbol) => !alphabet.includes(symbol))
  if (strange >= 0) return { type: 'wrong', group: groupAt(strange) }
  if (typed.length > symbols) return { type: 'wrong', group: undefined }
  if (typed.length < symbols) return { type: 'incomplete', missing: symbols - typed.length }
  const number = parsePassNumber(typed)
  return number.ok
    ? { type: 'complete', number: number.value }
    : { type: 'wrong', group: suspectGroup(typed) }
}

/** As it is printed, as far as it is typed: `7F3K-9QW`. */
export function groupTyped(text: string): string {
  return (
    normalise(text)
      .match(/.{1,4}/g)
      ?.join('-') ?? ''
  )
}

/** In groups as on the paper while a person types at the end; inside, nothing moves under the finger. */
export function writtenNumber(change: {
  readonly target: { readonly value: string; readonly selectionStart: number | null }
  readonly nativeEvent: Event
}): string {
  const { value, selectionStart } = change.target
  const kind: unknown = Reflect.get(change.nativeEvent, 'inputType')
  const isDeleting = typeof kind === 'string' && kind.startsWith('delete')
  // What a reader types has other signs: they are needed to understand it.
  const isNumber = /^[\sA-Za-z0-9-]*$/.test(value)
  return selectionStart === value.length && !isDeleting && isNumber ? groupTyped(value) : value
}

/** Symbol by symbol, for a screen reader: `7 F 3 K, 9 Q W X, 2 M 4 T`. */
export function spellOut(number: PassNumber): string {
  return groupTyped(number)
    .split('-')
    .map((group) => [...group].join(' '))
    .join(', ')
}

/** One wrong symbol can be found, and so can two neighbours that changed places; the rest is anywhere. */
function suspectGroup(typed: string): 1 | 2 | 3 | undefined {
  const groups = new Set<1 | 2 | 3 | undefined>()
  for (let at = 0; at < symbols; at++) {
    for (const symbol of alphabet) {
      if (holds(typed.slice(0, at) + symbol + typed.slice(at + 1))) groups.add(groupAt(at))
    }
    const swapped = `${typed.slice(0, at)}${typed[at + 1] ?? ''}${typed[at] ?? ''}${typed.slice(at + 2)}`
    if (holds(swapped)) groups.add(groupAt(at) === groupAt(at + 1) ? groupAt(at) : undefined)
  }
  return groups.size === 1 ? [...groups][0] : undefined
}

function holds(number: string): boolean {
  return parsePassNumber(number).ok
}

function groupAt(index: number): 1 | 2 | 3 | undefined {
  const group = Math.floor(index / groupLength) + 1
  return group === 1 || group === 2 || group === 3 ? group : undefined
}
