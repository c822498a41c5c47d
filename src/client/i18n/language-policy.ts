/** What the programme says about the languages of the people whom it serves. */
export type LanguagePolicy = {
  /** Codes, the most spoken of the place first. */
  readonly first: readonly string[]
  /** May a language be offered although nobody has read its texts again? */
  readonly drafts: boolean
}

const remembered = 'carnet.languages'
const nothingSaid: LanguagePolicy = { first: [], drafts: false }

let policy: LanguagePolicy | undefined

export function languagePolicy(): LanguagePolicy {
  return (policy ??= recall())
}

export function areDraftsAllowed(): boolean {
  return languagePolicy().drafts
}

/** As the programme last said; the next visit begins with it, before any answer. */
export function heedLanguagePolicy(said: LanguagePolicy): void {
  policy = said
  try {
    localStorage.setItem(remembered, JSON.stringify(said))
  } catch {
    // Without storage it is said again with each answer.
  }
}

function recall(): LanguagePolicy {
  try {
    const kept = JSON.parse(localStorage.getItem(remembered) ?? 'null') as Partial<LanguagePolicy> | null
    return { first: Array.isArray(kept?.first) ? kept.first : [], drafts: kept?.drafts === true }
  } catch {
    return nothingSaid
  }
}
