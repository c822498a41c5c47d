import type { PrintedCode } from '#domain/batch.ts'
import type { Conformance } from '#domain/conformance.ts'
import { personalPartLasts } from '#domain/handover.ts'
import { bodyOf, operatorOf } from '#protocol/journal-entry.ts'
import { forgetFormerNames } from '../access/personal-parts.ts'
import type { Queries } from '../database/database.ts'
import { timeOnRecord } from './act-time.ts'
import { nextTurn } from './families.ts'
import type { EntryContent, ReadEntry } from './read-entry.ts'
import type { RecordContext } from './record-context.ts'

/** What the columns say beside the bytes. */
export type Derived = {
  readonly code: PrintedCode | undefined
  readonly conformance: Conformance | null
  readonly held: '' | 'fork' | 'revoked'
}

export async function insertEntry(
  queries: Queries,
  context: RecordContext,
  { bytes, hash, personal }: ReadEntry,
  content: EntryContent,
  { code, conformance, held }: Derived,
): Promise<void> {
  const { entry } = content
  const order = code ? await nextTurn(queries, context.programme.number, code) : null
  await queries.query(
    `INSERT INTO entries (programme, entry, device, sequence, hash, bytes, structure, kind, batch, pass, pass_order, cheque,
       units, service, target, head, verdict, proof, conformance, claimed_at, recorded_at, held, head_forgotten, operator)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24)`,
    [
      context.programme.number,
      entry.id,
      entry.device,
      entry.sequence,
      hash,
      bytes,
      context.structure.id,
      entry.kind,
      code?.batch ?? null,
      code?.pass ?? null,
      order,
      code?.cheque ?? 0,
      content.units,
      content.service,
      content.target ?? null,
      entry.head,
      entry.verdict,
      content.proof,
      conformance,
      timeOnRecord(entry, context.at),
      context.at,
      held,
      code !== undefined && context.knowledge.get(entry.head)?.lost !== undefined,
      operatorOf(entry) ?? null,
    ],
  )
  await keepPersonalPart(queries, context, personal, entry.id)
  const named = held === '' ? bodyOf(entry, 'operator') : undefined
  if (!named) return
  const naming = { operator: named.operator, structure: context.structure.id }
  await forgetFormerNames(queries, context.programme.number, naming)
}

async function keepPersonalPart(
  queries: Queries,
  context: RecordContext,
  personal: ReadEntry['personal'],
  entry: string,
): Promise<void> {
  if (!personal || personal.expiresAt <= context.at) return
  await queries.query('INSERT INTO personal_parts VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING', [
    context.programme.number,
    entry,
    personal.salt,
    personal.part,
    Math.min(personal.expiresAt, context.at + personalPartLasts),
  ])
}
