import type { Service } from '#domain/programme.ts'
import type { Device } from '#client/device/device.ts'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import { seenKindOf } from '#client/scan/seen-kind.ts'
import { silentWithin } from '#client/store/journal.ts'
import { nextOf } from '#client/store/next-of.ts'
import { answerBefore } from '#client/store/time-limit.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { isTakenSince, readSeriesDraft } from './series-draft.ts'
import { keyOfCode, type Heard, type SeriesState } from './series-state.ts'

/** What a code in front of the series is; writes nothing. */
export async function lookAtCode(device: Device, scanned: ScannedText, service: Service): Promise<Heard> {
  const { text, source } = scanned
  const read = await device.read(text, source === 'typed' ? 'typed' : 'scan')
  if (!read.ok) return { type: 'unreadable', seen: seenKindOf(text) }
  const checked = await device.check({ read: read.value, service: service.id })
  const key = keyOfCode(read.value)
  const item = { key, scanned, added: device.now(), read: read.value, checked, answer: undefined }
  return { type: 'added', item }
}

/** Undefined where nothing was left half done. What was taken meanwhile, or is not readable any more, is left out. */
export async function resumeSeries(
  device: Device,
  services: readonly Service[],
  owner: Uuid | undefined,
): Promise<SeriesState | undefined> {
  const draft = readSeriesDraft(await device.drafts.read('series', owner))
  const service = services.find(({ id }) => id === draft?.service) ?? services[0]
  if (!draft || !service) return undefined
  // Nothing is to be taken any more for what this venue has no label for now.
  if (service.id !== draft.service) {
    return { type: 'reviewing', service, items: [], notSaved: undefined, leftOut: draft.codes.length }
  }
  const acts = await answerBefore(nextOf(device.entries), silentWithin, [])
  const seen = await Promise.all(draft.codes.map(({ scanned }) => lookAtCode(device, scanned, service)))
  const items = seen.flatMap((heard, place) => {
    const added = draft.codes[place]?.added ?? device.now()
    return heard.type === 'added' && !isTakenSince(acts, heard.item.read, added)
      ? [{ ...heard.item, added }]
      : []
  })
  const leftOut = draft.codes.length - items.length
  if (leftOut === 0) return { type: 'scanning', service, items, heard: undefined }
  return { type: 'reviewing', service, items, notSaved: undefined, leftOut }
}
