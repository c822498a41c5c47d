/** What the programme says about the languages of the people whom it serves. */
export type LanguagePolicy = {
  /** Codes, the most spoken of the place first. */
  readonly first: readonly string[]
  /** May a language be offered although nobody has read its texts again? */
  readonly drafts: boolean
}

let policy: LanguagePolicy = { first: [], drafts: false }

export function languagePolicy(): LanguagePolicy {
  return policy
}

/** As the server said it, now or at the last visit. Anything else than that leaves the careful side. */
export function heedLanguagePolicy({ first, drafts }: Partial<LanguagePolicy>): void {
  policy = { first: Array.isArray(first) ? first : [], drafts: drafts === true }
}
