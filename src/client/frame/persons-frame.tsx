import { InBoth } from '#client/ui/in-both.tsx'
import type { TelephoneLine } from '#client/ui/telephone.tsx'
import { useFrame, useIsDemonstration, type Frame } from './use-frame.ts'

/** The same around the pages of a person who holds a pass: each of its words in French too. `number`: the one of their programme. */
export function usePersonsFrame(number?: string): Frame {
  const frame = useFrame()
  const isDemonstration = useIsDemonstration()
  const called = number || frame.telephone?.number
  return {
    ...frame,
    skipLabel: <InBoth of="frame" say={(say) => say('skip')} named />,
    banner: isDemonstration ? <InBoth of="frame" say={(say) => say('demonstration')} /> : frame.banner,
    telephone: called ? telephoneLine(called) : undefined,
  }
}

/** Whom to call, said in both. */
export function telephoneLine(number: string): TelephoneLine {
  return { label: <InBoth of="frame" say={(say) => say('telephone')} named />, number }
}

/** The way back, said in both. */
export const backLabel = <InBoth of="frame" say={(say) => say('action.back')} named />
