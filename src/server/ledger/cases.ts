import type { Queries } from '../database/database.ts'

/** Something that a person has to look at: an honoured or disputed line, a flagged act. */
export type Case = {
  readonly entry: string
  readonly kind: 'honoured' | 'disputed' | 'flagged' | 'held'
  readonly batch: number | null
  readonly pass: number | null
  readonly at: number
}

export async function openCase(queries: Queries, programme: number, opened: Case): Promise<void> {
  await queries.query('INSERT INTO cases VALUES ($1, $2, $3, $4, $5, $6, NULL) ON CONFLICT DO NOTHING', [
    programme,
    opened.entry,
    opened.kind,
    opened.batch,
    opened.pass,
    opened.at,
  ])
}
