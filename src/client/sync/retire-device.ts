import { ok, type Result } from '#domain/result.ts'
import { forgetDevice, type RetireRefusal } from '#client/store/retire.ts'
import type { Sync } from './sync-loop.ts'

/**
 * Takes a device out of service: nothing of it stays on this tablet. The server is told when it can be; a tablet
 * without a network is forgotten all the same.
 */
export async function retireDevice(sync: Sync): Promise<Result<'forgotten', RetireRefusal>> {
  const { link } = sync
  const forgotten = await forgetDevice(link.store, link.device)
  if (!forgotten.ok) return forgotten
  sync.stop()
  // The key is gone from the store; this page still holds it for one last word.
  await link.fetch({ method: 'POST', path: '/api/retirement' }).catch(() => undefined)
  return ok('forgotten')
}
