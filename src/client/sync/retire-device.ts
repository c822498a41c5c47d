import { ok, type Result } from '#domain/result.ts'
import { deletePractice } from '#client/store/database.ts'
import { forgetDevice, type RetireRefusal } from '#client/store/retire.ts'
import { answerBefore } from '#client/store/time-limit.ts'
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
  // One that does not let go is deleted when it does.
  await answerBefore(deletePractice(link.store), 2000, undefined)
  // The key is gone from the store; this page still holds it for one last word.
  await link.fetch({ method: 'POST', path: '/api/retirement' }).catch(() => undefined)
  return ok('forgotten')
}
