import { setTimeout as wait } from 'node:timers/promises'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Database } from '../database/database.ts'
import { chainEnds, markBackedUp } from './backed-up.ts'

/**
 * Point in time: closes the current piece of write-ahead log and waits until PostgreSQL says that it is archived. What
 * was committed before is then in the archive. The error is one sentence; `within` is in milliseconds.
 */
export async function archiveWal(
  database: Database,
  within: number,
): Promise<Result<{ readonly file: string }, string>> {
  if (database.kind !== 'postgresql') return fail('Only PostgreSQL archives its log: use --to FOLDER.')
  const [settings] = await database.query<{ mode: string; command: string }>(
    "SELECT current_setting('archive_mode') AS mode, current_setting('archive_command') AS command",
  )
  if (settings?.mode === 'off') {
    return fail(
      'PostgreSQL does not archive its log (archive_mode is off): see docs/operations.md, point in time.',
    )
  }
  const ends = await chainEnds(database)
  const closed = await closeSegment(database)
  if (!closed.ok) return closed
  const file = closed.value
  for (let waited = 0; waited <= within; waited += pause) {
    if (await isArchived(database, file)) {
      await markBackedUp(database, ends)
      return ok({ file })
    }
    await wait(pause)
  }
  return fail(
    `PostgreSQL has not archived ${file} within ${within / 1000} seconds: look at pg_stat_archiver and at archive_command.`,
  )
}

const pause = 250

async function closeSegment(database: Database): Promise<Result<string, string>> {
  try {
    const [row] = await database.query<{ file: string }>('SELECT pg_walfile_name(pg_switch_wal()) AS file')
    return row ? ok(row.file) : fail('PostgreSQL did not say which file of its log it closed.')
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    return fail(
      `PostgreSQL does not let this role close its log (${said}): GRANT EXECUTE ON FUNCTION pg_switch_wal.`,
    )
  }
}

/** Files are archived in their order; a history or backup file beside them says nothing of the one of its name. */
async function isArchived(database: Database, file: string): Promise<boolean> {
  const [row] = await database.query<{ archived: boolean }>(
    `SELECT last_archived_wal = $1 OR left(last_archived_wal, 24) COLLATE "C" > $1 AS archived FROM pg_stat_archiver`,
    [file],
  )
  return row?.archived ?? false
}
