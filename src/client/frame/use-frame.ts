import { createContext, use, type ReactNode } from 'react'
import type { ScreenProps } from '#client/ui/screen.tsx'

/** What surrounds every page: give it to `Screen` as it stands, and its banner and telephone to `VerdictFrame`. */
export type Frame = Pick<ScreenProps, 'appName' | 'skipLabel' | 'banner' | 'status' | 'telephone'>

export const FrameContext = createContext<Frame & { readonly update: ReactNode }>({
  appName: '',
  update: undefined,
})

export function useFrame(): Frame {
  const { appName, skipLabel, banner, status, telephone } = use(FrameContext)
  return { appName, skipLabel, banner, status, telephone }
}

/** The prompt to update, for the one page where nobody is in the middle of an act. */
export function useUpdatePrompt(): ReactNode {
  return use(FrameContext).update
}
