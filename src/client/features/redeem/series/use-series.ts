import { useEffect, useMemo, useRef, useState } from 'react'
import type { Service } from '#domain/programme.ts'
import type { Device } from '#client/device/device.ts'
import { useActUnderWay } from '#client/device/use-act-under-way.ts'
import { useObservable } from '#client/device/use-device.ts'
import { useKeptDraft } from '#client/device/use-draft.ts'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import { seenKindOf } from '#client/scan/seen-kind.ts'
import { isNotSaved } from '#client/store/not-saved.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { soundAnswer } from '#client/ui/answer-sound.ts'
import { isTakenSince, readSeriesDraft, seriesDraftOf } from './series-draft.ts'
import {
  addToSeries,
  isToTake,
  keyOfCode,
  lookOf,
  type Heard,
  type SeriesItem,
  type SeriesState,
} from './series-state.ts'

export type Series = {
  readonly state: SeriesState
  readonly choose: (service: Service) => void
  readonly scan: (scanned: ScannedText) => void
  readonly leaveOut: (item: SeriesItem) => void
  readonly review: () => void
  readonly goOn: () => void
  readonly take: () => void
  /** Forgets what was scanned. */
  readonly drop: () => Promise<void>
}

/** A series at one device. Scanning writes no act; each act of the confirmation is saved before the next begins. */
export function useSeries(device: Device, services: readonly Service[], first: Service | undefined): Series {
  const [state, setState] = useState<SeriesState>({ type: 'resuming' })
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  const reading = useRef(false)
  if (failed) throw failed.error
  const resuming = state.type === 'resuming'
  const draft = useMemo(() => seriesDraftOf(state), [state])
  useActUnderWay(draft !== undefined)
  useKeptDraft(device.drafts, 'series', draft, !resuming)

  // What was left half done is taken up, once the acts of this tablet are known.
  const acts = useObservable(device.entries)
  const known = acts !== undefined
  useEffect(() => {
    if (!resuming || !acts) return undefined
    let gone = false
    resume(device, services, acts).then(
      (resumed) => {
        if (!gone) setState(resumed ?? begin(first))
      },
      (error: unknown) => setFailed({ error }),
    )
    return () => {
      gone = true
    }
  }, [resuming, known])

  function hear(heard: Heard): void {
    setState((now) => {
      if (now.type !== 'scanning') return now
      if (heard.type !== 'added') return { ...now, heard }
      const items = addToSeries(now.items, heard.item)
      return items === now.items
        ? { ...now, heard: { type: 'again', item: heard.item } }
        : { ...now, items, heard }
    })
  }

  function scan(scanned: ScannedText): void {
    if (state.type !== 'scanning' || reading.current) return
    reading.current = true
    look(device, scanned, state.service)
      .then(
        (heard) => {
          const known = heard.type === 'added' && state.items.some(({ key }) => key === heard.item.key)
          soundAnswer(heard.type === 'added' && !known ? lookOf(heard.item.checked.verdict.type) : 'unread')
          hear(heard)
        },
        (error: unknown) => setFailed({ error }),
      )
      .finally(() => {
        reading.current = false
      })
  }

  async function takeAll(service: Service, items: readonly SeriesItem[]): Promise<void> {
    let done = items
    for (const item of items.filter(isToTake)) {
      try {
        const { verdict } = await device.take({ read: item.read, service: service.id })
        done = done.map((other) => (other.key === item.key ? { ...other, answer: verdict.type } : other))
        setState({ type: 'taking', service, items: done })
      } catch (error) {
        if (!isNotSaved(error)) throw error
        // What was taken stays taken; the rest is still there to be tried again.
        setState({ type: 'reviewing', service, items: done, notSaved: error.notSaved, leftOut: 0 })
        return
      }
    }
    setState({ type: 'taken', service, items: done })
  }

  return {
    state,
    choose: (service) => setState(begin(service)),
    scan,
    leaveOut: (item) => {
      if (state.type !== 'reviewing') return
      setState({ ...state, items: state.items.filter(({ key }) => key !== item.key) })
    },
    review: () => {
      if (state.type !== 'scanning') return
      const { service, items } = state
      setState({ type: 'reviewing', service, items, notSaved: undefined, leftOut: 0 })
    },
    goOn: () => {
      if (state.type !== 'reviewing') return
      const { service, items } = state
      setState({ type: 'scanning', service, items, heard: undefined })
    },
    take: () => {
      if (state.type !== 'reviewing') return
      const { service, items } = state
      setState({ type: 'taking', service, items })
      takeAll(service, items).catch((error: unknown) => setFailed({ error }))
    },
    drop: () => device.drafts.drop('series'),
  }
}

function begin(service: Service | undefined): SeriesState {
  return service ? { type: 'scanning', service, items: [], heard: undefined } : { type: 'choosing' }
}

async function look(device: Device, scanned: ScannedText, service: Service): Promise<Heard> {
  const { text, source } = scanned
  const read = await device.read(text, source === 'typed' ? 'typed' : 'scan')
  if (!read.ok) return { type: 'unreadable', seen: seenKindOf(text) }
  const checked = await device.check({ read: read.value, service: service.id })
  const key = keyOfCode(read.value)
  const item = { key, scanned, added: device.now(), read: read.value, checked, answer: undefined }
  return { type: 'added', item }
}

/** Undefined where nothing was left half done. What was taken meanwhile, or is not readable any more, is left out. */
async function resume(
  device: Device,
  services: readonly Service[],
  acts: readonly StoredEntry[],
): Promise<SeriesState | undefined> {
  const draft = readSeriesDraft(await device.drafts.read('series'))
  const service = services.find(({ id }) => id === draft?.service)
  if (!draft || !service) return undefined
  const seen = await Promise.all(draft.codes.map(({ scanned }) => look(device, scanned, service)))
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
