import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'

type Texts = { readonly [key: string]: string | Texts }

const folder = 'locales/fr'

const texts: Texts = Object.fromEntries(
  readdirSync(folder).map((file) => [
    basename(file, '.json'),
    JSON.parse(readFileSync(join(folder, file), 'utf8')) as Texts,
  ]),
)

/** The sentence that the screen shows for a key such as `redeem.confirm.take`: words may change, what they mean may not. */
export function french(key: string, values: Readonly<Record<string, string | number>> = {}): string {
  const found = lookUp(key) ?? lookUp(`${key}_${Number(values['count']) < 2 ? 'one' : 'other'}`)
  if (found === undefined) throw new Error(`no French sentence for ${key}`)
  return found.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => String(values[name] ?? ''))
}

/** The same where a value is not known to the test: whatever stands there. */
export function frenchPattern(key: string, values: Readonly<Record<string, string | number>> = {}): RegExp {
  const anything = '\u{f8ff}'
  const named = [...(lookUp(key) ?? '').matchAll(/\{\{(\w+)\}\}/g)].map(([, name = '']) => [name, anything])
  const sentence = french(key, { ...Object.fromEntries(named), ...values })
  return new RegExp(sentence.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll(anything, '.*'))
}

function lookUp(key: string): string | undefined {
  const found = key
    .split('.')
    .reduce<string | Texts | undefined>((at, part) => (typeof at === 'object' ? at[part] : undefined), texts)
  return typeof found === 'string' ? found : undefined
}
