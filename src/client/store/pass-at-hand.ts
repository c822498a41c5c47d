import type { PrintedCode } from '#domain/batch.ts'
import type { PassAtHand } from '#domain/replacement.ts'
import { knowledgeOf } from './knowledge.ts'
import type { Turn } from './journal.ts'

/** A pass with all that this device knows and did of it. Reads the store through the turn. */
export async function passAtHand(
  turn: Pick<Turn, 'held' | 'ownActs'>,
  code: PrintedCode | null,
): Promise<PassAtHand> {
  return { code, knowledge: knowledgeOf(turn.held, code), own: await turn.ownActs(code) }
}
