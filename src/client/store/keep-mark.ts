import type { Uuid } from '#protocol/uuid.ts'
import { watch, type Store } from './database.ts'
import type { Enrolment } from './enrolment.ts'
import { chainEndOf } from './journal.ts'
import { loadKnowledge } from './knowledge.ts'
import { pendingCount } from './list-entries.ts'
import { putMarks, type DeviceMark, type MarkerPlace } from './marker.ts'

/**
 * Keeps the mark of a device up to date, after its acts are saved and never before their answer. Answers how to stop:
 * what was asked for before is still written.
 */
export function keepMark(store: Store, enrolment: Enrolment, places: readonly MarkerPlace[]): () => void {
  const live = watch(() => markOf(store, enrolment))
  let last = ''
  return live.subscribe(() => {
    const mark = live.current()
    const text = JSON.stringify(mark)
    if (!mark || text === last) return
    last = text
    void putMarks(places, [mark])
  })
}

export async function markOf(store: Store, enrolment: Enrolment): Promise<DeviceMark> {
  const { device, role } = enrolment
  const { sequence } = await chainEndOf(store, device)
  const unsent = await pendingCount(store, device)
  return { device, role, place: await placeOf(store, device, enrolment.structure), sequence, unsent }
}

async function placeOf(store: Store, device: Uuid, structure: string): Promise<string> {
  return (await loadKnowledge(store, device))?.structure.name ?? structure
}
