import { createContext, use, type ReactNode } from 'react'
import type { ScreenProps } from '#client/ui/screen.tsx'

/** What surrounds every page: give it to `Screen` as it stands, and its banner and telephone to `VerdictFrame`. */
export type Frame = Pick<ScreenProps, 'appName' | 'skipLabel' | 'banner' | 'status' | 'telephone'>

type FrameOfApp = Frame & {
  readonly update: ReactNode
  /** The banner says so. */
  readonly isDemonstration?: boolean | undefined
}

export const FrameContext = createContext<FrameOfApp>({
  appName: '',
  update: undefined,
})

export function useFrame(): Frame {
  const { appName, skipLabel, banner, status, telephone } = use(FrameContext)
  return { appName, skipLabel, banner, status, telephone }
}

export function useIsDemonstration(): boolean {
  return use(FrameContext).isDemonstration === true
}

/** The prompt to update, for the one page where nobody is in the middle of an act. */
export function useUpdatePrompt(): ReactNode {
  return use(FrameContext).update
}
