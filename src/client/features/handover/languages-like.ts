import type { SpokenLanguage } from '#client/i18n/spoken-languages.ts'

/** By the language's own name, its French name or its code; accents and case do not matter. */
export function languagesLike(
  languages: readonly SpokenLanguage[],
  search: string,
): readonly SpokenLanguage[] {
  const wanted = plain(search.trim())
  return languages.filter(({ code, autonym, frenchName }) =>
    [code, autonym, frenchName].some((name) => plain(name).includes(wanted)),
  )
}

function plain(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
}
