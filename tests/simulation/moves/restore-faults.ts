import { backUp, restoreBackup, takeBackup, type Backup } from '../backup.ts'
import { idsOnServer, noteDestroyed } from '../copies.ts'
import { findForgotten } from '../invariants/acts.ts'
import { forgetLostStatements } from '../invariants/statements.ts'
import type { Move } from '../move.ts'
import type { Town } from '../town.ts'
import { deliver, withFlight } from './everyday.ts'

/** The server comes back from a backup, or from a standby that had not the last commits. */
export const restoreFaults: readonly Move[] = [
  { name: 'back-up', weight: 4, play: (town) => backUp(town) },
  {
    name: 'restore',
    weight: 2,
    play: async (town, pick) => {
      if (town.server.backups.length > 0) await comeBack(town, pick(town.server.backups))
    },
  },
  {
    name: 'fail-over',
    weight: 2,
    play: (town, pick) =>
      withFlight(town, pick, async (_, flight) => {
        const before = await takeBackup(town.server.database)
        await deliver(town, flight)
        await comeBack(town, before)
      }),
  },
]

/** The server is again what it was, and does not know that it was anything since. */
export async function comeBack(town: Town, backup: Backup): Promise<void> {
  const before = await idsOnServer(town)
  await restoreBackup(town.server.database, backup)
  const after = await idsOnServer(town)
  for (const id of before) if (!after.has(id)) town.forgotten.add(id)
  town.restored = true
  if (town.server.backups.slice(0, -1).includes(backup)) town.setFarBack = true
  else town.wrongs.push(...(await findForgotten(town)))
  await noteDestroyed(town)
  await forgetLostStatements(town)
}
