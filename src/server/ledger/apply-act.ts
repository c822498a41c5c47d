import type { PrintedCode } from '#domain/batch.ts'
import type { PassKey } from '#domain/family.ts'
import type { Contester, DecisionKind } from '#domain/casework.ts'
import { bodyOf } from '#protocol/journal-entry.ts'
import type { Queries } from '../database/database.ts'
import { timeOnRecord } from './act-time.ts'
import { openCase } from './cases.ts'
import { nextTurn } from './families.ts'
import type { EntryContent } from './read-entry.ts'
import type { RecordContext } from './record-context.ts'
import type { Resolved } from './referred-acts.ts'

/** Who says something of a pass or of a line, when, and in which words. */
export type Said = { readonly device: string; readonly at: number; readonly why: string }

/** What an act that counts adds to what is known of its pass. Redemptions, handovers and undos stand in their entries. */
export async function applyAct(
  queries: Queries,
  context: RecordContext,
  { entry }: EntryContent,
  resolved: Resolved & { readonly code: PrintedCode },
): Promise<void> {
  const programme = context.programme.number
  const said = (why: string): Said => ({ device: entry.device, at: timeOnRecord(entry, context.at), why })
  const block = bodyOf(entry, 'block') ?? bodyOf(entry, 'unblock')
  if (block) {
    const act = { id: entry.id, blocks: entry.kind === 'block', ...said(block.reason) }
    await recordBlock(queries, programme, resolved.code, act)
  }
  const replacement = bodyOf(entry, 'replacement')
  if (replacement && resolved.former?.code) {
    const passes = { former: resolved.former.code, newer: resolved.code }
    await recordReplacement(queries, programme, passes, { id: entry.id, ...said(replacement.reason) })
  }
  const contest = bodyOf(entry, 'contest')
  if (contest) {
    const line = { entry: contest.redemption, ...resolved.code }
    const words = { device: entry.device, at: context.at, why: contest.reason }
    await recordContest(queries, programme, line, contest.by, words)
  }
}

export async function recordBlock(
  queries: Queries,
  programme: number,
  { batch, pass }: PassKey,
  { id, at, blocks, device, why }: Said & { readonly id: string; readonly blocks: boolean },
): Promise<void> {
  await queries.query('INSERT INTO blocks VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
    ...[programme, batch, pass],
    ...[id, at, blocks, device, why],
  ])
}

export async function recordReplacement(
  queries: Queries,
  programme: number,
  { former, newer }: { readonly former: PassKey; readonly newer: PassKey },
  { id, at, device, why }: Said & { readonly id: string },
): Promise<void> {
  await queries.query('INSERT INTO replacements VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)', [
    ...[programme, id, former.batch, former.pass],
    ...[newer.batch, newer.pass, at, device, why],
  ])
}

/** A line whose pass, when the server knows it, is locked. */
export type Line = { readonly entry: string; readonly batch: number | null; readonly pass: number | null }

/** Until somebody decides, the line is held; its case is opened, again if it was closed. */
export async function recordContest(
  queries: Queries,
  programme: number,
  line: Line,
  by: Contester,
  said: Said,
): Promise<void> {
  await appendDecision(queries, programme, line, { kind: 'contest', by }, said)
  const { entry, batch, pass } = line
  await openCase(queries, programme, { entry, kind: 'contested', batch, pass, at: said.at })
}

/** A decision closes what was open over its line. */
export async function recordDecision(
  queries: Queries,
  programme: number,
  line: Line,
  kind: DecisionKind | 'void',
  said: Said,
): Promise<void> {
  await appendDecision(queries, programme, line, { kind, by: '' }, said)
  await queries.query(
    'UPDATE cases SET closed_at = $3 WHERE programme = $1 AND entry = $2 AND closed_at IS NULL',
    [programme, line.entry, said.at],
  )
}

async function appendDecision(
  queries: Queries,
  programme: number,
  line: Line,
  { kind, by }: { readonly kind: string; readonly by: string },
  { device, at, why }: Said,
): Promise<void> {
  const { batch, pass } = line
  const turn =
    batch === null || pass === null
      ? await turnAlone(queries, programme, line.entry)
      : await nextTurn(queries, programme, { batch, pass })
  await queries.query('INSERT INTO decisions VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
    ...[programme, line.entry, turn, kind],
    ...[by, device, at, why],
  ])
}

/** Without a pass, nothing but the decisions of the line itself stands in an order with it. */
async function turnAlone(queries: Queries, programme: number, entry: string): Promise<number> {
  const [row] = await queries.query<{ turn: number }>(
    'SELECT coalesce(max(turn), 0) + 1 AS turn FROM decisions WHERE programme = $1 AND entry = $2',
    [programme, entry],
  )
  return row?.turn ?? 1
}
