import type { Batch } from '#domain/batch.ts'
import type { Programme } from '#domain/programme.ts'
import type { Queries } from '../database/database.ts'
import type { Installation } from '../installation.ts'

/** Something in the store that does not follow from the journal's bytes. `where` leads to it: `batch/1/pass/4`, `entry/ID`, `account/NAME`. */
export type Finding = {
  readonly type: FindingType
  readonly where: string
  readonly expected: string
  readonly found: string
}

export type FindingType =
  | 'entry-differs'
  | 'chain-broken'
  | 'pass-differs'
  | 'outcome-differs'
  | 'outcome-unannounced'
  | 'transfers-differ'
  | 'balance-differs'
  | 'balance-below-zero'
  | 'head-missing'
  | 'file-missing'
  | 'list-missing'
  | 'list-differs'
  | 'announced-differs'
  | 'movement-differs'

/** One programme as one snapshot shows it. `installation` reads from that snapshot too. */
export type Verified = {
  readonly installation: Installation
  readonly queries: Queries
  readonly programme: Programme
  readonly batches: readonly Batch[]
}

/** Runs a part of the check on what one snapshot shows. */
export type ReadSnapshot = <Answer>(work: (verified: Verified) => Promise<Answer>) => Promise<Answer>

/** Only what differs is a finding. */
export function compare(
  type: FindingType,
  where: string,
  expected: unknown,
  found: unknown,
): readonly Finding[] {
  const [wanted, stored] = [JSON.stringify(expected), JSON.stringify(found)]
  return wanted === stored ? [] : [{ type, where, expected: wanted, found: stored }]
}
