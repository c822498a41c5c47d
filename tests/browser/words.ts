import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { basename, join } from 'node:path'
import { isolate } from '#client/i18n/isolate.ts'
import { languageOf } from '#client/i18n/languages.ts'
import { pluralFormOf } from '#client/i18n/plural-rule.ts'
import { pseudoTexts, type Texts } from '#client/i18n/pseudo-locale.ts'

type Values = Readonly<Record<string, string | number>>

/** The sentence that the screen shows for a key such as `redeem.confirm.take`: words may change, what they mean may not. */
export type Say = (key: string, values?: Values) => string

/** The sentences of a language of `locales/`, or of a pseudo-locale; those that it leaves to French in French. */
export function wordsIn(code: string): Say {
  const { pseudo } = languageOf(code)
  const texts = readTexts(existsSync(join('locales', code)) ? code : 'fr')
  const shown = pseudo ? pseudoTexts(texts, pseudo) : texts
  return (key, values = {}) => {
    const found = find(shown, key, values, code) ?? find(readTexts('fr'), key, values, 'fr')
    if (found === undefined) throw new Error(`no sentence for ${key} in ${code}`)
    return found.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => isolate(values[name] ?? '', code))
  }
}

export const french: Say = wordsIn('fr')

/** The same where a value is not known to the test: whatever stands there. */
export function frenchPattern(key: string, values: Values = {}): RegExp {
  const anything = '\u{f8ff}'
  const every = new Proxy(values, { get: (known, name: string) => known[name] ?? anything })
  const sentence = french(key, every).replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')
  return new RegExp(sentence.replaceAll(anything, '.*'))
}

function readTexts(code: string): Texts {
  const folder = join('locales', code)
  const read = readdirSync(folder).map((file) => {
    const texts = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Texts
    return [basename(file, '.json'), texts] as const
  })
  return Object.fromEntries(read)
}

function find(texts: Texts, key: string, values: Values, code: string): string | undefined {
  const form = pluralFormOf(languageOf(code).plural, Number(values['count'] ?? 2))
  return lookUp(texts, key) ?? lookUp(texts, `${key}_${form}`)
}

function lookUp(texts: Texts, key: string): string | undefined {
  const found = key
    .split('.')
    .reduce<string | Texts | undefined>((at, part) => (typeof at === 'object' ? at[part] : undefined), texts)
  return typeof found === 'string' && found !== '' ? found : undefined
}
