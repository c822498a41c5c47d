import type { ShownAcknowledgement } from '#protocol/acknowledgement.ts'
import type { PushResponse } from '#protocol/push.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import type { Acknowledgement } from './enrolment.ts'

/**
 * The acknowledgement to keep of two: the one of the longer chain. A server that was restored acknowledges less than
 * it did, and would otherwise take away the proof that it did.
 */
export function newestAcknowledgement(
  held: Acknowledgement | undefined,
  { acknowledged, epoch }: Pick<PushResponse, 'acknowledged' | 'epoch'>,
): Acknowledgement {
  return held && held.sequence > acknowledged.sequence ? held : { ...acknowledged, epoch }
}

/** What the device shows at each push and pull: a server that does not know it learns that it lost something. */
export async function acknowledgementToShow(
  store: Store,
  device: Uuid,
): Promise<{ readonly acknowledged?: ShownAcknowledgement }> {
  const acknowledged = (await store.enrolments.get(device))?.acknowledged
  if (acknowledged?.epoch === undefined) return {}
  const { epoch, sequence, hash, mac } = acknowledged
  return { acknowledged: { epoch, sequence, hash, mac } }
}

/**
 * A new epoch: the server counts its outcomes anew, so whatever it says next replaces what is held here. Until it
 * does, the former word stays on the screen.
 */
export async function makeOutcomesReplaceable(store: Store, device: Uuid): Promise<void> {
  await store.entries
    .where('[device+sequence]')
    .between([device, 0], [device, Infinity])
    .modify((row, reference) => {
      if (!row.outcome) return
      reference.value = { ...row, outcome: { ...row.outcome, number: 0 }, unreported: 0 }
    })
}
