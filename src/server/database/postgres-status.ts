import type pg from 'pg'
import type { StoreStatus } from './database.ts'

/** Asked each time: a standby comes and goes while we run. */
export async function postgresStatus(pool: pg.Pool): Promise<StoreStatus> {
  const { rows } = await pool.query<Shown>(question)
  const [shown] = rows
  if (!shown) throw new Error('PostgreSQL did not say its settings')
  const { synchronous_commit: commit, fsync, wanted } = shown
  const standby = standbyOf(shown)
  return {
    kind: 'postgresql',
    durability: `PostgreSQL: synchronous_commit ${commit}, fsync ${fsync}, synchronous standby ${standby}`,
    lock: 'PostgreSQL itself: any number of servers may share it',
    notPromised: [
      ...(commit === 'off' ? ['the last moments before a power cut: synchronous_commit is off'] : []),
      ...(fsync === 'off' ? ['anything at a power cut: fsync is off'] : []),
      ...(wanted === '' || standby === 'not connected'
        ? ["the loss of the database's machine: what was answered since the last backup may be on no other"]
        : []),
    ],
    failure: null,
  }
}

type Shown = {
  readonly synchronous_commit: string
  readonly fsync: string
  /** `synchronous_standby_names`; empty: none is waited for. */
  readonly wanted: string
  /** Whether this role is shown what the standbys do. */
  readonly told: boolean
  readonly connected: string | null
}

const question = `SELECT current_setting('synchronous_commit') AS synchronous_commit, current_setting('fsync') AS fsync,
  current_setting('synchronous_standby_names') AS wanted,
  pg_has_role(current_user, 'pg_read_all_stats', 'USAGE') AS told,
  (SELECT string_agg(application_name, ', ' ORDER BY application_name)
     FROM pg_stat_replication WHERE sync_state IN ('sync', 'quorum')) AS connected`

function standbyOf({ wanted, told, connected }: Shown): string {
  if (wanted === '') return 'none'
  if (connected !== null) return `connected (${connected})`
  return told ? 'not connected' : 'unknown (grant pg_read_all_stats to see it)'
}
