import { pluralForms, type PluralRule } from '#client/i18n/plural-rule.ts'

/** A file of texts as it is written: a sentence, `null` where French answers, `""` where somebody must still write. */
export type TextFile = { readonly [key: string]: string | null | TextFile }

/** Each sentence by its path: `until.title`. */
export type FlatTexts = ReadonlyMap<string, string | null>

export function flatTexts(texts: TextFile, before = ''): FlatTexts {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' || value === null
        ? [[before + key, value] as const]
        : [...flatTexts(value, `${before}${key}.`)],
    ),
  )
}

/** The file again, in the order of the paths. */
export function nestedTexts(flat: FlatTexts): TextFile {
  type Growing = { [key: string]: string | null | Growing }
  const file: Growing = {}
  for (const [path, text] of flat) {
    const steps = path.split('.')
    const last = steps.pop() ?? ''
    let place = file
    for (const step of steps) {
      const next = place[step]
      place = typeof next === 'object' && next !== null ? next : (place[step] = {})
    }
    place[last] = text
  }
  return file
}

const suffix = /_(zero|one|two|few|many|other)$/

/** The key without its plural form. */
export function stemOf(key: string): string {
  return key.replace(suffix, '')
}

/** The keys that a language which counts by `rule` has for these keys of French, in the order of French. */
export function keysBy(rule: PluralRule, frenchKeys: Iterable<string>): readonly string[] {
  const due = [...frenchKeys].flatMap((key) =>
    suffix.test(key) ? pluralForms[rule].map((form) => `${stemOf(key)}_${form}`) : [key],
  )
  return [...new Set(due)]
}

/** Each sentence with all its plural forms, by its stem. */
export function byStem(texts: FlatTexts): ReadonlyMap<string, readonly (string | null)[]> {
  const stems = new Map<string, (string | null)[]>()
  for (const [key, text] of texts) stems.set(stemOf(key), [...(stems.get(stemOf(key)) ?? []), text])
  return stems
}
