import frame from '#locales/fr/frame.json'
import { french, languageOf, languages, type Language } from './languages.ts'
import { pseudoTexts, type Texts } from './pseudo-locale.ts'
import type { Namespace } from './namespaces.ts'

const folder = '../../../locales'

// The frame in French is in the first chunk: an error can always be said.
const files = import.meta.glob<Texts>(['../../../locales/*/*.json', '!../../../locales/fr/frame.json'], {
  import: 'default',
})

/** The texts of a namespace; none where the language has no such file, and French answers. */
export async function readTexts(code: string, namespace: string): Promise<Texts> {
  const { pseudo } = languageOf(code)
  if (pseudo) return pseudoTexts(await readFrench(namespace), pseudo)
  return (await files[`${folder}/${code}/${namespace}.json`]?.()) ?? {}
}

/** The languages in which every one of these namespaces exists, French first. */
export function languagesOffered(namespaces: readonly Namespace[]): readonly Language[] {
  return languages.filter(
    ({ code }) =>
      code === french.code || namespaces.every((namespace) => `${folder}/${code}/${namespace}.json` in files),
  )
}

async function readFrench(namespace: string): Promise<Texts> {
  return namespace === 'frame' ? frame : readTexts(french.code, namespace)
}
