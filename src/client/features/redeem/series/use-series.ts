import { useEffect, useInsertionEffect, useMemo, useRef, useState } from 'react'
import type { Service } from '#domain/programme.ts'
import type { Device } from '#client/device/device.ts'
import { useActUnderWay } from '#client/device/use-act-under-way.ts'
import { useKeptDraft } from '#client/device/use-draft.ts'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { isNotSaved } from '#client/store/not-saved.ts'
import { soundAnswer } from '#client/ui/answer-sound.ts'
import { lookAtCode, resumeSeries } from './resume-series.ts'
import { seriesDraftOf } from './series-draft.ts'
import {
  addToSeries,
  isToTake,
  lookOf,
  verdictOf,
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
  readonly drop: () => void
}

type SeriesOf = {
  readonly services: readonly Service[]
  /** What is taken, where it needs no choice. */
  readonly first: Service | undefined
  readonly owner: Uuid | undefined
}

/** A series at one device. Scanning writes no act; each act of the confirmation is saved before the next begins. */
export function useSeries(device: Device, { services, first, owner }: SeriesOf): Series {
  const [state, setState] = useState<SeriesState>({ type: 'resuming' })
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  const turn = useRef(Promise.resolve())
  if (failed) throw failed.error
  const left = useRef(false)
  useInsertionEffect(() => {
    // The lock only hides it: what was confirmed goes on.
    left.current = false
    return () => {
      left.current = true
    }
  }, [])
  const resuming = state.type === 'resuming'
  const draft = useMemo(() => seriesDraftOf(state), [state])
  useActUnderWay(draft !== undefined)
  // While it takes, each act shortens the draft itself.
  useKeptDraft(device.drafts, 'series', draft, !resuming && state.type !== 'taking', owner)

  useEffect(() => {
    if (!resuming) return undefined
    let gone = false
    resumeSeries(device, services, owner).then(
      (resumed) => {
        if (!gone) setState(resumed ?? begin(first))
      },
      (error: unknown) => setFailed({ error }),
    )
    return () => {
      gone = true
    }
  }, [resuming])

  const heard = state.type === 'scanning' ? state.heard : undefined
  const sounded = useRef<Heard>(undefined)
  useEffect(() => {
    // The lock hides the page and shows it again: that is no new answer.
    if (!heard || heard === sounded.current) return
    sounded.current = heard
    soundAnswer(heard.type === 'added' ? lookOf(verdictOf(heard.item)) : 'unread')
  }, [heard])

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
    if (state.type !== 'scanning') return
    const { service } = state
    turn.current = turn.current
      .then(() => lookAtCode(device, scanned, service))
      .then(hear)
      .catch((error: unknown) => setFailed({ error }))
  }

  async function takeAll(service: Service, items: readonly SeriesItem[]): Promise<void> {
    let done = items
    for (const item of items.filter(isToTake)) {
      // Who has left the page finds the rest in the series that waits.
      if (left.current) return
      try {
        const { verdict } = await device.take({ read: item.read, service: service.id })
        done = done.map((other) => (other.key === item.key ? { ...other, answer: verdict.type } : other))
        const rest = seriesDraftOf({ type: 'taking', service, items: done })
        await (rest ? device.drafts.keep('series', rest, owner) : device.drafts.drop('series', owner))
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
    drop: () => void device.drafts.drop('series', owner),
  }
}

function begin(service: Service | undefined): SeriesState {
  return service ? { type: 'scanning', service, items: [], heard: undefined } : { type: 'choosing' }
}
