import { revokeDevice } from '#server/directory/managed-devices.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { programme } from '../example-programme.ts'
import type { Move } from '../move.ts'

/** The manager revokes a tablet that was lost, while its acts are still under way. */
export const revocation: readonly Move[] = [
  {
    name: 'revoke',
    weight: 1,
    play: async (town, pick) => {
      const tablet = pick(town.tablets)
      town.trace.note(`  ${tablet.name}`)
      await revokeDevice(town.server.installation, programme, tablet.device, {
        device: 'manager',
        why: 'lost',
      })
      // Those that it continues, and those that continue it, go with it.
      const rows = await town.server.database.query<{ device: Uuid }>(
        'SELECT device FROM devices WHERE revoked_at IS NOT NULL',
      )
      for (const { device } of rows) town.revoked.add(device)
    },
  },
]
