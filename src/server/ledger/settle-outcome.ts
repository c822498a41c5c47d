import { isSamePay, transfersOfChange } from '#domain/ledger.ts'
import type { Outcome, RecordedClaim } from '#domain/outcome.ts'
import type { OutcomeReason } from '#domain/outcome-reason.ts'
import type { Programme } from '#domain/programme.ts'
import type { Queries } from '../database/database.ts'
import { closeCase, openCase } from './cases.ts'
import type { FamilyClaim } from './claims-of-family.ts'
import { recordOutcome } from './outcomes.ts'
import { balanceOf, writeTransfers } from './transfers.ts'

export type DecidedOutcome = Outcome & { readonly reason: OutcomeReason | '' }

export type SettledClaim = Omit<FamilyClaim, keyof RecordedClaim | 'proofFails'> &
  Pick<RecordedClaim, 'id' | 'former' | 'ruling' | 'contested'>

/** Writes what changed of a line: outcome, transfers with the exact reverse of the former ones, case. */
export async function settleOutcome(
  queries: Queries,
  programme: Programme,
  line: { readonly claim: SettledClaim; readonly order: string },
  decided: DecidedOutcome,
  at: number,
): Promise<DecidedOutcome> {
  const { claim } = line
  const outcome = await affordable(queries, programme, decided, claim.former)
  if (isWritten(claim, outcome)) return outcome
  const number = claim.number + 1
  const { batch, pass, device, id: entry } = claim
  const change = { batch, pass, device, entry, number, at }
  await recordOutcome(queries, programme.number, change, { ...outcome, words: claim.words })
  await moveMoney(queries, programme, line, outcome, { id: claim.id, number, at })
  // A contested line keeps its cheque until it is answered: it may be paid after all.
  if (outcome.coveredUnits + outcome.heldUnits === 0) {
    await queries.query('DELETE FROM paid_cheques WHERE programme = $1 AND entry = $2', [
      programme.number,
      claim.id,
    ])
  }
  await openCaseOf(queries, programme.number, claim, outcome, at)
  // Whoever did it took it back: nobody has to say whether it is paid.
  if (outcome.type === 'voided') await closeCase(queries, programme.number, { entry, kind: 'held', at })
  return outcome
}

function isWritten({ former, reason, words, formerWords }: SettledClaim, outcome: DecidedOutcome): boolean {
  if (!former || reason !== outcome.reason || words !== formerWords) return false
  return former.type === outcome.type && former.heldUnits === outcome.heldUnits && isSamePay(former, outcome)
}

async function moveMoney(
  queries: Queries,
  programme: Programme,
  { claim, order }: { readonly claim: SettledClaim; readonly order: string },
  outcome: Outcome,
  cause: { readonly id: string; readonly number: number; readonly at: number },
): Promise<void> {
  const line = { order, venue: claim.structure, unitCents: programme.unitCents }
  await writeTransfers(queries, programme.number, cause, transfersOfChange(line, claim.former, outcome))
}

/** What a person has decided opens no case again. */
async function openCaseOf(
  queries: Queries,
  programme: number,
  { id, batch, pass, ruling, contested }: SettledClaim,
  { type }: Outcome,
  at: number,
): Promise<void> {
  if (ruling !== 'none' || contested !== 'no') return
  if (type !== 'honoured' && type !== 'disputed' && type !== 'held') return
  await openCase(queries, programme, { entry: id, kind: type, batch, pass, at })
}

/** A contingency that runs out never refuses: the line waits for a top-up. Whoever spends of it does so alone, the last lock of a push. */
async function affordable(
  queries: Queries,
  programme: Programme,
  outcome: DecidedOutcome,
  former: Outcome | undefined,
): Promise<DecidedOutcome> {
  const more = outcome.honouredUnits - (former?.honouredUnits ?? 0)
  if (more <= 0) return outcome
  await queries.query('SELECT programme FROM programmes WHERE programme = $1 FOR NO KEY UPDATE', [
    programme.number,
  ])
  const left = await balanceOf(queries, programme.number, 'contingency')
  if (left >= more * programme.unitCents) return outcome
  return {
    ...{ type: 'waiting', coveredUnits: 0, honouredUnits: 0 },
    ...{ heldUnits: outcome.heldUnits, reason: 'contingency-empty' },
  }
}
