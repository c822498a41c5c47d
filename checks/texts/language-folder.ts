import { forBeneficiaries, isDueIn } from '#client/i18n/audience.ts'
import { languageOf } from '#client/i18n/languages.ts'
import { byStem, flatTexts, keysBy, nestedTexts, stemOf, type FlatTexts, type TextFile } from './text-file.ts'
import { offerOf, stateOf, statusOf, type Offer, type TextStatus } from './text-status.ts'

/** The files of a language by namespace, and what is said about them. */
export type LanguageFolder = {
  readonly code: string
  readonly files: ReadonlyMap<string, TextFile>
  readonly status: StatusFile | undefined
}

/** `locales/<language>/status.json`, written by `npm run texts`. */
export type StatusFile = {
  readonly offer: Offer
  readonly texts: Readonly<Record<string, Readonly<Record<string, TextStatus>>>>
}

/**
 * The folder as it should stand beside French: keys in the order of French, what is due and not there as `""`, in a
 * file that does not exist yet as `null`, and the state of each sentence. Nothing that somebody wrote is taken out.
 */
export function tidyFolder(folder: LanguageFolder, french: ReadonlyMap<string, TextFile>): TidyFolder {
  const files = new Map<string, TextFile>()
  const texts: Record<string, Record<string, TextStatus>> = {}
  for (const [namespace, frenchFile] of french) {
    const own = folder.files.get(namespace)
    const source = flatTexts(frenchFile)
    const tidy = tidyTexts(folder.code, namespace, source, own && flatTexts(own))
    if (tidy.size === 0) continue
    files.set(namespace, nestedTexts(tidy))
    texts[namespace] = statusesOf(tidy, source, folder.status?.texts[namespace] ?? {})
  }
  const read = forBeneficiaries.flatMap((namespace) =>
    Object.entries(texts[namespace] ?? {})
      .filter(([stem]) => isDueIn(folder.code, namespace, stem))
      .map(([, status]) => stateOf(status)),
  )
  return { code: folder.code, files, status: { offer: offerOf(read), texts } }
}

export type TidyFolder = LanguageFolder & { readonly status: StatusFile }

function tidyTexts(
  code: string,
  namespace: string,
  french: FlatTexts,
  own: FlatTexts | undefined,
): FlatTexts {
  const all = keysBy(languageOf(code).plural, french.keys())
  const kept = all.filter((key) => own?.has(key) || isDueIn(code, namespace, key))
  const gap = own ? '' : null
  const tidy = new Map(kept.map((key) => [key, own?.get(key) ?? (own?.has(key) ? null : gap)]))
  // A slip of the pen is kept, for the tests to show.
  for (const [key, text] of own ?? []) if (!tidy.has(key)) tidy.set(key, text)
  return tidy
}

function statusesOf(own: FlatTexts, french: FlatTexts, before: Readonly<Record<string, TextStatus>>) {
  const sources = byStem(french)
  return Object.fromEntries(
    [...byStem(own)].map(([stem, texts]) => [
      stemOf(stem),
      statusOf({ french: sources.get(stem) ?? [], own: texts, before: before[stem] }),
    ]),
  )
}
