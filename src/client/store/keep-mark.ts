import { watch, type Store } from './database.ts'
import type { Enrolment } from './enrolment.ts'
import { chainEndOf } from './journal.ts'
import { loadKnowledge } from './knowledge.ts'
import { pendingCount } from './list-entries.ts'
import { putMarks, readMarks, type DeviceMark, type MarkerPlace } from './marker.ts'

/**
 * Keeps the mark of a device up to date, after its acts are saved and never before their answer. Answers how to stop:
 * what was asked for before is still written.
 */
export function keepMark(store: Store, enrolment: Enrolment, places: readonly MarkerPlace[]): () => void {
  const live = watch(() => markOf(store, enrolment, places))
  let last = ''
  return live.subscribe(() => {
    const mark = live.current()
    const text = JSON.stringify(mark)
    if (!mark || text === last) return
    last = text
    void putMarks(places, [mark])
  })
}

async function markOf(
  store: Store,
  enrolment: Enrolment,
  places: readonly MarkerPlace[],
): Promise<DeviceMark> {
  const { device, role } = enrolment
  const { sequence } = await chainEndOf(store, device)
  const unsent = await pendingCount(store, device)
  const name = (await loadKnowledge(store, device))?.structure.name
  return { device, role, place: name ?? (await formerPlace(places, enrolment)), sequence, unsent }
}

/** A revoked device forgets what its place is called; its mark does not. */
async function formerPlace(
  places: readonly MarkerPlace[],
  { device, structure }: Enrolment,
): Promise<string> {
  const marks = await readMarks(places)
  return marks.find((mark) => mark.device === device)?.place ?? structure
}
