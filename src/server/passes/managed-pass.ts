import { lastUseOf, printedPasses } from '#domain/batch.ts'
import { contestFault, decisionsFor, voidFault } from '#domain/casework.ts'
import { isSamePass, type Family, type PassKey } from '#domain/family.ts'
import { stateOfPass, type PassState } from '#domain/pass.ts'
import type { ManagedPass } from '#protocol/manage/passes.ts'
import { parsePassNumber } from '#protocol/pass-number.ts'
import type { Queries } from '../database/database.ts'
import { findBatch, findStructure, listBatches } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { deliveredAgain } from '../ledger/batch-stock.ts'
import { familyOfPass } from '../ledger/families.ts'
import { historiesOf } from '../settlement/case-history.ts'
import { linesOfEntries } from '../settlement/line-of-entry.ts'
import { blocksOf } from './block-pass.ts'
import { listActs } from './list-acts.ts'
import { resolveNumber } from './resolve-code.ts'

/** One pass: what the next list says of it, and every act on it. */
export async function readManagedPass(
  queries: Queries,
  programme: number,
  asked: { readonly batch: number; readonly pass: number },
): Promise<ManagedPass | undefined> {
  const batch = await findBatch(queries, programme, asked.batch)
  if (!batch || asked.pass >= printedPasses(batch)) return undefined
  const [row] = await queries.query<PassRow>(
    'SELECT state, used, cheques, handed_over FROM passes WHERE programme = $1 AND batch = $2 AND pass = $3',
    [programme, asked.batch, asked.pass],
  )
  const state = stateOfPass(batch, asked.pass, row?.state)
  // What the programme delivered last: what is announced now may be elsewhere, or with nobody.
  const [delivery] = await queries.query<{ structure: string }>(
    `SELECT structure, delivered_at AS at FROM deliveries
     WHERE programme = $1 AND batch = $2 AND from_pass <= $3 AND to_pass >= $3
     UNION ALL
     SELECT structure, at FROM stock_movements
     WHERE programme = $1 AND batch = $2 AND from_pass <= $3 AND to_pass >= $3 AND movement = $4
     ORDER BY at DESC LIMIT 1`,
    [programme, asked.batch, asked.pass, deliveredAgain],
  )
  const distributor = delivery && (await findStructure(queries, delivery.structure))
  const family = await familyOfPass(queries, programme, asked)
  const acts = []
  for (const member of family.members) {
    acts.push(...(await listActs(queries, programme, member, mostActs)).acts)
  }
  const lines = await managedLines(
    queries,
    programme,
    acts.map(({ entry }) => entry),
  )
  return {
    ...{ lines, replacements: await replacementsIn(queries, programme, family) },
    ...{ batch: batch.number, pass: asked.pass, format: batch.format, units: batch.units },
    ...{ state, used: row?.used ?? 0, cheques: [...(row?.cheques ?? [])] },
    acts: acts.toSorted((a, b) => b.recordedAt - a.recordedAt || (a.entry < b.entry ? 1 : -1)),
    family: family.members.map((key) => ({ ...key, newest: isSamePass(key, family.newest) })),
    blocks: (await blocksOf(queries, programme, asked)).map(({ blocks, at, deviceName, why }) => {
      return { blocks, at, deviceName, why }
    }),
    handedOver: row?.handed_over ?? false,
    deliveredTo: distributor?.name ?? delivery?.structure ?? null,
    firstDay: batch.firstDay,
    lastDay: lastUseOf(batch),
  }
}

const mostActs = 500

async function managedLines(
  queries: Queries,
  programme: number,
  entries: readonly string[],
): Promise<ManagedPass['lines']> {
  const lines = await linesOfEntries(queries, programme, entries)
  const histories = await historiesOf(queries, programme, entries)
  return [...lines].map(([entry, line]) => ({
    entry,
    history: [...(histories.get(entry) ?? [])],
    mayVoid: voidFault(line) === undefined,
    mayContest: contestFault(line) === undefined,
    decided: line.decided,
    case: line.caseKind ?? (line.decided ? 'disputed' : null),
    decisions: line.caseKind !== null || line.decided ? [...decisionsFor(line)] : [],
  }))
}

async function replacementsIn(
  queries: Queries,
  programme: number,
  { members }: Family,
): Promise<ManagedPass['replacements']> {
  const found: ManagedPass['replacements'] = []
  for (const former of members) {
    const rows = await queries.query<ReplacementRow>(replacementsSql, [programme, former.batch, former.pass])
    for (const { batch, pass, ...said } of rows) found.push({ former, newer: { batch, pass }, ...said })
  }
  return found.toSorted((a, b) => a.at - b.at)
}

const replacementsSql = `
  SELECT r.new_batch AS batch, r.new_pass AS pass, r.at, r.why, d.name AS "deviceName" FROM replacements r
  JOIN devices d ON d.device = r.device
  WHERE r.programme = $1 AND r.old_batch = $2 AND r.old_pass = $3 ORDER BY r.at, r.id`

type ReplacementRow = Pick<ManagedPass['replacements'][number], 'at' | 'why' | 'deviceName'> & PassKey

/** The pass that carries a printed number, for a person on the telephone. A wrong tag is somebody's invention. */
export async function findPassByNumber(installation: Installation, programme: number, typed: string) {
  const number = parsePassNumber(typed)
  if (!number.ok) return undefined
  const batches = await listBatches(installation.database, programme)
  const resolved = await resolveNumber(installation, batches, number.value)
  return resolved?.tagHolds ? { batch: resolved.code.batch, pass: resolved.code.pass } : undefined
}

type PassRow = {
  readonly state: PassState
  readonly used: number
  readonly cheques: readonly number[]
  readonly handed_over: boolean
}
