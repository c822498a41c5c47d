import { contestFault, decisionsFor, voidFault } from '#domain/casework.ts'
import type { Programme } from '#domain/programme.ts'
import type { ContestAnswer, ContestRequest, VoidAnswer } from '#protocol/manage/acts.ts'
import type { DecisionAnswer, DecisionRequest } from '#protocol/manage/cases.ts'
import type { Queries } from '../database/database.ts'
import { writeAudit, type ChangedBy } from '../directory/audit-trail.ts'
import { findBatch } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { recordContest, recordDecision } from '../ledger/apply-act.ts'
import { latestOutcome, recordOutcome } from '../ledger/outcomes.ts'
import { recomputePass } from '../ledger/recompute-pass.ts'
import { changeLine, type ManagedLine } from './line-of-entry.ts'

/** A person decides of a case, in their own words: the line follows, its device learns it, the case is closed. */
export async function decideCase(
  installation: Installation,
  programme: Programme,
  entry: string,
  { kind, decision, why }: DecisionRequest,
  by: ChangedBy,
): Promise<DecisionAnswer> {
  return changeLine(installation, programme.number, entry, async (queries, line) => {
    if (!line) return closeUnread(queries, installation, programme.number, { entry, kind, decision }, by)
    // What was voided without a case is decided again all the same.
    if (!line.decided && !(await hasCase(queries, programme.number, entry, kind)))
      return refuse('unknown-case')
    if (!decisionsFor(line).includes(decision)) {
      return refuse(line.stated && !line.contested ? 'already-stated' : 'not-possible')
    }
    const said = { device: by.device, at: installation.now(), why }
    await recordDecision(queries, programme.number, line, decision, said)
    const after = await settle(queries, programme, line, said, decision === 'refuse' ? 'disputed' : line.type)
    const change = { act: 'decide-case', subject: `act/${entry}`, before: line.type, after: decision }
    await writeAudit(queries, installation, programme.number, by, change)
    return { type: 'decided', outcome: after }
  })
}

/** The manager undoes a redemption, until a statement says it. */
export async function voidByManager(
  installation: Installation,
  programme: Programme,
  entry: string,
  by: ChangedBy,
): Promise<VoidAnswer> {
  return changeLine(installation, programme.number, entry, async (queries, line) => {
    const fault = line ? voidFault(line) : 'unknown-act'
    if (!line || fault) return { type: 'refused', reason: fault ?? 'unknown-act' }
    const said = { device: by.device, at: installation.now(), why: by.why }
    await recordDecision(queries, programme.number, line, 'void', said)
    await settle(queries, programme, line, said, 'voided')
    const change = { act: 'void-act', subject: `act/${entry}`, before: line.type, after: 'voided' }
    await writeAudit(queries, installation, programme.number, by, change)
    return { type: 'voided' }
  })
}

/** A person or a venue told the manager that a line is wrong: it is held until somebody decides. */
export async function contestByManager(
  installation: Installation,
  programme: Programme,
  entry: string,
  { by: contester, why }: ContestRequest,
  by: ChangedBy,
): Promise<ContestAnswer> {
  return changeLine(installation, programme.number, entry, async (queries, line) => {
    const fault = line ? contestFault(line) : 'unknown-act'
    if (!line || fault) return { type: 'refused', reason: fault ?? 'unknown-act' }
    const said = { device: by.device, at: installation.now(), why }
    await recordContest(queries, programme.number, line, contester, said)
    await settle(queries, programme, line, said, 'held')
    const change = { act: 'contest-act', subject: `act/${entry}`, before: line.type, after: contester }
    await writeAudit(queries, installation, programme.number, by, change)
    return { type: 'contested' }
  })
}

function refuse(reason: Extract<DecisionAnswer, { type: 'refused' }>['reason']): DecisionAnswer {
  return { type: 'refused', reason }
}

async function hasCase(queries: Queries, programme: number, entry: string, kind: string): Promise<boolean> {
  const found = await queries.query('SELECT 1 FROM cases WHERE programme = $1 AND entry = $2 AND kind = $3', [
    programme,
    entry,
    kind,
  ])
  return found.length > 0
}

/** What could not be read into the journal has no line: its case can only be closed, by who closes it first. */
async function closeUnread(
  queries: Queries,
  installation: Installation,
  programme: number,
  { entry, kind, decision }: Pick<DecisionRequest, 'kind' | 'decision'> & { readonly entry: string },
  by: ChangedBy,
): Promise<DecisionAnswer> {
  const [found] = await queries.query<{ open: boolean }>(
    `SELECT closed_at IS NULL AS open FROM cases WHERE programme = $1 AND entry = $2 AND kind = $3 FOR UPDATE`,
    [programme, entry, kind],
  )
  if (!found) return refuse('unknown-case')
  if (decision !== 'close' || !found.open) return refuse('not-possible')
  const said = { device: by.device, at: installation.now(), why: by.why }
  await recordDecision(queries, programme, { entry, batch: null, pass: null }, 'close', said)
  const change = { act: 'decide-case', subject: `act/${entry}`, before: kind, after: decision }
  await writeAudit(queries, installation, programme, by, change)
  return { type: 'decided', outcome: null }
}

/** A line of a pass is decided with its family; any other takes the word of the person as it is. */
async function settle(
  queries: Queries,
  programme: Programme,
  line: ManagedLine,
  said: { readonly at: number; readonly why: string },
  alone: ManagedLine['type'],
) {
  const batch = line.batch === null ? undefined : await findBatch(queries, programme.number, line.batch)
  if (batch && line.pass !== null) {
    await recomputePass(queries, programme, { batch, pass: line.pass }, said.at)
  }
  const latest = await latestOutcome(queries, programme.number, line.entry)
  if (!latest || latest.number > line.number) return latest ?? null
  const { batch: number, pass, entry, device } = line
  const change = { batch: number, pass, device, entry, number: line.number + 1, at: said.at }
  const reason = alone === 'disputed' && line.isRedemption ? 'refused-by-decision' : latest.reason
  const after = { ...latest, type: alone, reason, words: said.why }
  await recordOutcome(queries, programme.number, change, after)
  return after
}
