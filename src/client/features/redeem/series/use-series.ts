import { useRef, useState } from 'react'
import type { Service } from '#domain/programme.ts'
import type { Device } from '#client/device/device.ts'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import { seenKindOf } from '#client/scan/seen-kind.ts'
import { isNotSaved } from '#client/store/not-saved.ts'
import { soundAnswer } from '#client/ui/answer-sound.ts'
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
}

/** A series at one device. Scanning writes nothing; each act of the confirmation is saved before the next begins. */
export function useSeries(device: Device, first: Service | undefined): Series {
  const begun: SeriesState = first
    ? { type: 'scanning', service: first, items: [], heard: undefined }
    : { type: 'choosing' }
  const [state, setState] = useState<SeriesState>(begun)
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  const reading = useRef(false)
  if (failed) throw failed.error

  async function look({ text, source }: ScannedText, service: Service): Promise<Heard> {
    const read = await device.read(text, source === 'typed' ? 'typed' : 'scan')
    if (!read.ok) return { type: 'unreadable', seen: seenKindOf(text) }
    const checked = await device.check({ read: read.value, service: service.id })
    return {
      type: 'added',
      item: { key: keyOfCode(read.value), read: read.value, checked, answer: undefined },
    }
  }

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
    look(scanned, state.service)
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
        setState({ type: 'reviewing', service, items: done, notSaved: error.notSaved })
        return
      }
    }
    setState({ type: 'taken', service, items: done })
  }

  return {
    state,
    choose: (service) => setState({ type: 'scanning', service, items: [], heard: undefined }),
    scan,
    leaveOut: (item) => {
      if (state.type !== 'reviewing') return
      setState({ ...state, items: state.items.filter(({ key }) => key !== item.key) })
    },
    review: () => {
      if (state.type !== 'scanning') return
      const { service, items } = state
      setState({ type: 'reviewing', service, items, notSaved: undefined })
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
  }
}
