import type { Installation } from '../installation.ts'
import type { Device } from './devices.ts'

/**
 * A person has taken a tablet out of service: its key is gone, and so is all that it knew. Unlike a revocation it says
 * nothing against its acts: a file that was exported before is still taken.
 */
export async function retireDevice({ database, now }: Installation, { device }: Device): Promise<void> {
  await database.query(
    'UPDATE devices SET retired_at = coalesce(retired_at, $2), unsent = 0 WHERE device = $1',
    [device, now()],
  )
}
