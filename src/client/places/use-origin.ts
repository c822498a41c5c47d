import { useEffect, useState } from 'react'
import { positionOf } from '#domain/nearest-places.ts'
import { useEnrolled, useKnowledge } from '#client/device/use-device.ts'
import { locate, recallOrigin, rememberOrigin, type Locating, type Origin } from './origin.ts'

export type ChosenOrigin = {
  readonly origin: Origin | undefined
  readonly locating: Locating
  /** The place of this device, where it is one's. */
  readonly here: Origin | undefined
  readonly choose: (origin: Origin | undefined) => void
  readonly findMe: () => void
}

/**
 * Where the distance is counted from: on the tablet of a place from that place, on a phone from where its holder last
 * chose. `shared`: nothing is kept, and the tablet is not asked where it is.
 */
export function useOrigin(use: 'own' | 'shared'): ChosenOrigin {
  const structure = useKnowledge(useEnrolled()?.acting.desk)?.structure
  const position = structure && positionOf(structure)
  const here: Origin | undefined = position && { by: 'here', position }
  const [chosen, setChosen] = useState<Origin | 'none' | undefined>(() =>
    use === 'own' ? recallOrigin() : undefined,
  )
  const [locating, setLocating] = useState<Locating>('idle')
  const [asks, setAsks] = useState(0)

  useEffect(() => {
    if (asks === 0) return undefined
    let gone = false
    void locate().then((found) => {
      if (gone) return
      setLocating(typeof found === 'string' ? found : 'idle')
      if (typeof found === 'string') return
      setChosen({ by: 'me', position: found })
      if (use === 'own') rememberOrigin({ by: 'me', position: found })
    })
    return () => {
      gone = true
    }
  }, [asks])

  return {
    origin: chosen === 'none' ? undefined : (chosen ?? here),
    locating,
    here,
    choose(origin) {
      setLocating('idle')
      setChosen(origin ?? 'none')
      if (origin && use === 'own') rememberOrigin(origin)
    },
    findMe() {
      setLocating('searching')
      setAsks((before) => before + 1)
    },
  }
}
