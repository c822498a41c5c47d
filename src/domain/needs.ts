import type { Service } from './programme.ts'

/** Three questions about what a person has, can and wants. Each answer is a locale key. */
export const needQuestions = {
  /** What is at hand. */
  has: ['phone', 'computer', 'nothing'],
  /** What goes without help. */
  can: ['little', 'some', 'much'],
  /** What it is for. */
  wants: ['letters', 'family', 'work', 'writing'],
} as const

export type NeedQuestion = keyof typeof needQuestions
export type NeedAnswer<Question extends NeedQuestion> = (typeof needQuestions)[Question][number]
export type Needs = { readonly [Question in NeedQuestion]?: NeedAnswer<Question> }

export const needQuestionNames = ['has', 'can', 'wants'] as const satisfies readonly NeedQuestion[]

/**
 * The services of a programme that fit, the best first, at most three. Who can do little begins at the beginning; what a
 * programme does not offer is never suggested, and a service that we do not know is not guessed at.
 */
export function suggestServices(needs: Needs, services: readonly Service[]): readonly Service[] {
  const wished = [
    ...(needs.can === 'little' ? beginnings(needs.has) : []),
    ...(needs.wants ? byWish[needs.wants] : []),
    ...(needs.can === 'some' ? beginnings(needs.has) : []),
    ...(needs.can === 'much' ? ['safe-internet'] : []),
  ]
  return [...new Set(wished)]
    .flatMap((id) => services.find((service) => service.id === id) ?? [])
    .slice(0, mostSuggested)
}

const mostSuggested = 3

function beginnings(has: Needs['has']): readonly string[] {
  return has === 'phone' ? ['phone-and-tablet', 'first-steps'] : ['first-steps', 'phone-and-tablet']
}

const byWish: { readonly [Wish in NeedAnswer<'wants'>]: readonly string[] } = {
  letters: ['online-procedures', 'email'],
  family: ['email', 'phone-and-tablet', 'safe-internet'],
  work: ['job-search', 'email', 'word-processing'],
  writing: ['word-processing', 'email'],
}
