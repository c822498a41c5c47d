import type { TFunction } from 'i18next'

/** What is explained to a person comes from the texts that every language has. */
export const explainedIn = ['paper', 'balance', 'places', 'frame'] as const

export type ExplainingTexts = TFunction<['paper', 'balance', 'places', 'frame']>

export type Say = (t: ExplainingTexts) => string
