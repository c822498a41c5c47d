import { SECOND } from '#domain/instant.ts'
import { listProgrammes } from '../directory/programmes.ts'
import { newUuid, type Installation } from '../installation.ts'
import { forgetPersonalParts } from '../access/personal-parts.ts'
import { decideWaiting } from '../settlement/decide-waiting.ts'
import { dropFiles } from './drop-files.ts'
import { publish } from './publish.ts'

/** Publishes what changed, drops what nothing needs and forgets what expired, at the installation's pace, until it is stopped. One process at a time holds the lease. */
export function startPublisher(installation: Installation, onFailure: (error: unknown) => void) {
  const holder = newUuid(installation)
  let running: Promise<void> = Promise.resolve()
  let isRunning = false
  const timer = setInterval(() => {
    // A database that is away for an hour leaves no queue of runs behind.
    if (isRunning) return
    isRunning = true
    running = publishAll(installation, holder, onFailure)
      .catch(onFailure)
      .finally(() => (isRunning = false))
  }, installation.publishEvery)
  return {
    async stop(): Promise<void> {
      clearInterval(timer)
      await running
    },
  }
}

/** What fails in one programme is told, and stops neither the others nor what expires. */
export async function publishAll(
  installation: Installation,
  holder: string,
  onFailure: (error: unknown) => void,
): Promise<void> {
  if (!(await holdLease(installation, holder))) return
  for (const programme of await listProgrammes(installation.database)) {
    try {
      await decideWaiting(installation, programme)
      await publish(installation, programme.number)
      await dropFiles(installation, programme.number)
    } catch (error) {
      onFailure(error)
    }
  }
  await forgetPersonalParts(installation)
}

/** The lease is a row: no session lock, so that any number of processes may share a PostgreSQL. */
async function holdLease({ database, now, publishEvery }: Installation, holder: string): Promise<boolean> {
  const at = now()
  const leased = await database.query(
    `INSERT INTO jobs VALUES ('publish', $1, $2)
     ON CONFLICT (job) DO UPDATE SET holder = excluded.holder, leased_until = excluded.leased_until
       WHERE jobs.holder = excluded.holder OR jobs.leased_until < $3
     RETURNING holder`,
    [holder, at + 2 * publishEvery + 10 * SECOND, at],
  )
  return leased.length > 0
}
