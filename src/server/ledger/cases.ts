import type { Queries } from '../database/database.ts'

/** Something that a person has to look at: an honoured, disputed, held or contested line, a flagged act. */
export type Case = {
  readonly entry: string
  readonly kind: 'honoured' | 'disputed' | 'flagged' | 'held' | 'contested'
  readonly batch: number | null
  readonly pass: number | null
  readonly at: number
}

/** Once closed, only a new contest opens a case of its kind again. */
export async function openCase(queries: Queries, programme: number, opened: Case): Promise<void> {
  const again =
    opened.kind === 'contested'
      ? '(programme, entry, kind) DO UPDATE SET opened_at = excluded.opened_at, closed_at = NULL'
      : 'DO NOTHING'
  await queries.query(`INSERT INTO cases VALUES ($1, $2, $3, $4, $5, $6, NULL) ON CONFLICT ${again}`, [
    programme,
    opened.entry,
    opened.kind,
    opened.batch,
    opened.pass,
    opened.at,
  ])
}
