import type { Queries } from '../database/database.ts'

/** Something that a person has to look at: an honoured, disputed, held or contested line, a flagged act. */
export type Case = {
  readonly entry: string
  readonly kind: 'honoured' | 'disputed' | 'flagged' | 'held' | 'contested'
  readonly batch: number | null
  readonly pass: number | null
  readonly at: number
}

/**
 * Once closed, a case of its kind is opened again by a new contest, and where the act itself is held: what a person closed
 * before was the case of bytes that nobody had judged.
 */
export async function openCase(queries: Queries, programme: number, opened: Case): Promise<void> {
  const { entry, kind, batch, pass, at } = opened
  await queries.query(`INSERT INTO cases VALUES ($1, $2, $3, $4, $5, $6, NULL) ON CONFLICT ${again[kind]}`, [
    ...[programme, entry, kind, batch, pass, at],
  ])
}

const again: Record<Case['kind'], string> = {
  honoured: 'DO NOTHING',
  disputed: 'DO NOTHING',
  flagged: 'DO NOTHING',
  contested: '(programme, entry, kind) DO UPDATE SET opened_at = excluded.opened_at, closed_at = NULL',
  held: `(programme, entry, kind) DO UPDATE SET batch = excluded.batch, pass = excluded.pass, closed_at = NULL,
    opened_at = CASE WHEN cases.closed_at IS NULL THEN cases.opened_at ELSE excluded.opened_at END`,
}

/** Nothing is left for a person to find out. */
export async function closeCase(
  queries: Queries,
  programme: number,
  { entry, kind, at }: Pick<Case, 'entry' | 'kind' | 'at'>,
): Promise<void> {
  await queries.query(
    'UPDATE cases SET closed_at = $4 WHERE programme = $1 AND entry = $2 AND kind = $3 AND closed_at IS NULL',
    [programme, entry, kind, at],
  )
}

/** What is kept outside the journal: once a person has closed it, nothing that comes again opens it. */
export async function openCaseOfBytes(
  queries: Queries,
  programme: number,
  { entry, at }: Pick<Case, 'entry' | 'at'>,
): Promise<void> {
  await queries.query(
    "INSERT INTO cases VALUES ($1, $2, 'held', NULL, NULL, $3, NULL) ON CONFLICT DO NOTHING",
    [programme, entry, at],
  )
}
