import { createHash } from 'node:crypto'

/**
 * How far a sentence is: `draft` nobody has read it again, `reviewed` a reader of the language has, `stale` the French
 * has changed since, `french` left to French on purpose, `missing` somebody must write it.
 */
export type TextState = 'draft' | 'reviewed' | 'stale' | 'french' | 'missing'

/** As it stands in `status.json`: the state, then the hashes of the French that was translated and of its translation. */
export type TextStatus = string

type Sentence = {
  /** All plural forms. */
  readonly french: readonly (string | null)[]
  readonly own: readonly (string | null)[]
  /** What `status.json` said last. */
  readonly before: TextStatus | undefined
}

/** A sentence that was written anew was made from the French of today; one that was not is stale once French changes. */
export function statusOf({ french, own, before }: Sentence): TextStatus {
  if (own.every((text) => text === null)) return 'french'
  if (own.some((text) => !text)) return 'missing'
  const source = hashOf(french)
  const target = hashOf(own)
  const [state = '', madeFrom = '', saidThen] = (before ?? '').split(' ')
  if (saidThen !== target) return `draft ${source} ${target}`
  if (madeFrom !== source) return `stale ${madeFrom} ${target}`
  return `${state === 'reviewed' ? 'reviewed' : 'draft'} ${source} ${target}`
}

export function stateOf(status: TextStatus): TextState {
  return status.split(' ')[0] as TextState
}

/** What the app reads of a language: may its screens be offered, and has somebody read all of them again? */
export type Offer = 'none' | 'draft' | 'reviewed'

/** A language that leaves most of what people read to French is not offered: it would be French with another name. */
export function offerOf(states: readonly TextState[]): Offer {
  const written = states.filter((state) => state !== 'french' && state !== 'missing')
  if (written.length === 0 || written.length * 2 < states.length) return 'none'
  return written.every((state) => state === 'reviewed') ? 'reviewed' : 'draft'
}

function hashOf(texts: readonly (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 8)
}
