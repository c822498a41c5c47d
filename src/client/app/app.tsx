import { DevicesContext, useObservable } from '#client/device/use-device.ts'
import { Announcer } from '#client/ui/announcer.tsx'
import { FrameProvider } from './frame-provider.tsx'
import { opening } from './opening.ts'
import { Routes } from './routes.tsx'

export function App() {
  const opened = useObservable(opening)
  return (
    <DevicesContext value={opened}>
      <Announcer />
      <FrameProvider>
        <Routes />
      </FrameProvider>
    </DevicesContext>
  )
}
