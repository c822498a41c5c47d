import { revokeDevice } from '#server/directory/managed-devices.ts'
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
      town.revoked.add(tablet.device)
      tablet.revoked = true
      await revokeDevice(town.server.installation, programme, tablet.device, {
        device: 'manager',
        why: 'lost',
      })
    },
  },
]
