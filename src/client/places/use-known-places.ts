import { useEffect, useMemo, useState } from 'react'
import { useDevices, useEnrolled, useKnowledge, useObservable } from '#client/device/use-device.ts'
import { installation, refreshInstallation } from '#client/frame/installation.ts'
import { placesOf, type KnownPlaces } from './known-places.ts'

export type ShownPlaces =
  | { readonly type: 'loading' | 'offline' }
  | { readonly type: 'known'; readonly places: KnownPlaces; readonly news: 'fresh' | 'asking' | 'offline' }

/** The places of a programme, or of the first one here: what this device knows, else what this phone kept, then what the server says. */
export function useKnownPlaces(asked: number | undefined): ShownPlaces {
  const installed = useObservable(installation)?.programmes[0]?.programme
  const programme = asked ?? installed
  const held = useKnowledge(useEnrolled()?.acting.desk)
  const isOwn = held && (programme === undefined || held.records.programme.number === programme)
  const own = useMemo(() => (isOwn ? placesOf(held) : undefined), [isOwn, held])
  const phone = usePhonePlaces(own ? undefined : programme)
  return own ? { type: 'known', places: own, news: 'fresh' } : phone
}

type Read = {
  readonly programme: number | undefined
  readonly places: KnownPlaces | undefined
  readonly news: 'fresh' | 'asking' | 'offline'
}

const nowhere: Read = { programme: undefined, places: undefined, news: 'offline' }

function usePhonePlaces(programme: number | undefined): ShownPlaces {
  const opened = useDevices()
  const store = opened.type === 'opened' ? opened.devices.store : undefined
  const waits = opened.type === 'opening'
  const [attempt, setAttempt] = useState(0)
  const [read, setRead] = useState<Read>()

  useEffect(() => {
    const again = () => setAttempt((before) => before + 1)
    window.addEventListener('online', again)
    return () => window.removeEventListener('online', again)
  }, [])

  useEffect(() => {
    if (waits) return undefined
    let gone = false
    async function askWhich(): Promise<void> {
      await refreshInstallation()
      if (!gone && !installation.current()?.programmes[0]) setRead(nowhere)
    }
    async function ask(of: number): Promise<void> {
      const { keepPlaces, recallPlaces } = await import('./kept-places.ts')
      // Without a store the list works as long as there is a network.
      const kept = store && (await recallPlaces(store, of).catch(() => undefined))
      if (gone) return
      setRead({ programme: of, places: kept, news: 'asking' })
      const { fetchPlaces } = await import('./fetch-places.ts')
      const answer = await fetchPlaces(of, kept)
      if (gone) return
      setRead({
        programme: of,
        places: answer.ok ? answer.value : kept,
        news: answer.ok ? 'fresh' : 'offline',
      })
      if (store && answer.ok) await keepPlaces(store, answer.value).catch(() => undefined)
    }
    void (programme === undefined ? askWhich() : ask(programme)).catch(() => {
      if (!gone) setRead({ ...nowhere, programme })
    })
    return () => {
      gone = true
    }
  }, [programme, store, waits, attempt])

  if (!read || read.programme !== programme) return { type: 'loading' }
  if (read.places) return { type: 'known', places: read.places, news: read.news }
  return { type: read.news === 'offline' ? 'offline' : 'loading' }
}
