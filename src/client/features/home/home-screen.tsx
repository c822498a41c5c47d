import './home.css'
import { useObservable } from '#client/device/use-device.ts'
import { installation } from '#client/frame/installation.ts'
import { DemonstrationHome } from './demonstration-home.tsx'
import { PlaceHome } from './place-home.tsx'

/** Four doors in a demonstration; elsewhere, what this device does for its place. */
export function HomeScreen() {
  const installed = useObservable(installation)
  const demonstration = installed?.programmes.some((programme) => programme.demonstration)
  return demonstration ? <DemonstrationHome /> : <PlaceHome />
}
