import frame from '#locales/fr/frame.json'
import { forBeneficiaries, staffLanguages } from './audience.ts'
import { languagePolicy } from './language-policy.ts'
import { french, languageOf, languages, type Language } from './languages.ts'
import type { Texts } from './pseudo-locale.ts'

const folder = '../../../locales'

// The frame in French is in the first chunk: an error can always be said. What a balance says is named here, all else elsewhere.
const frenchOfBalance = import.meta.glob<Texts>(
  ['../../../locales/fr/balance.json', '../../../locales/fr/places.json'],
  { import: 'default' },
)

/** `none`: most of what people read is left to French. `draft`: nobody has read the texts again. */
const offers = import.meta.glob<'none' | 'draft' | 'reviewed'>('../../../locales/*/status.json', {
  eager: true,
  import: 'offer',
})

/** The texts of a namespace; none where the language has no such file, and French answers. */
export async function readTexts(code: string, namespace: string): Promise<Texts> {
  const { pseudo } = languageOf(code)
  if (code === french.code) return readFrench(namespace)
  if (pseudo) return (await import('./pseudo-locale.ts')).pseudoTexts(await readFrench(namespace), pseudo)
  const { translatedFiles } = await import('./translated-files.ts')
  return (await translatedFiles[`${folder}/${code}/${namespace}.json`]?.()) ?? {}
}

/** The languages in which screens of these namespaces are shown, French first. */
export function languagesOffered(namespaces: readonly string[]): readonly Language[] {
  return languages.filter(({ code }) => {
    if (code === french.code) return true
    if (!areForBeneficiaries(namespaces)) return staffLanguages.includes(code)
    const offer = offers[`${folder}/${code}/status.json`]
    return offer === 'reviewed' || (offer === 'draft' && languagePolicy().drafts)
  })
}

/** Are these screens for the people who hold a pass? */
export function areForBeneficiaries(namespaces: readonly string[]): boolean {
  return namespaces.every((namespace) => forBeneficiaries.includes(namespace))
}

/** Are its texts not read again yet by somebody who speaks the language? */
export function isDraft(code: string): boolean {
  return offers[`${folder}/${code}/status.json`] === 'draft'
}

async function readFrench(namespace: string): Promise<Texts> {
  if (namespace === 'frame') return frame
  const path = `${folder}/fr/${namespace}.json`
  const read = frenchOfBalance[path] ?? (await import('./french-files.ts')).frenchFiles[path]
  return (await read?.()) ?? {}
}
