import './journal.css'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { isVenue } from '#domain/structure.ts'
import { DeviceGate } from '#client/device/device-gate.tsx'
import type { Device } from '#client/device/device.ts'
import { useObservable } from '#client/device/use-device.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { EntrySection } from './entry-section.tsx'
import { sectionsOf } from './sections-of.ts'
import { VenueTotal } from './venue-total.tsx'

/** What this device did and what became of it. */
export function JournalScreen() {
  const { t } = useTranslation('journal')
  return (
    <DeviceGate role="desk" title={t('title')}>
      {(device, held) => <Journal device={device} held={held} />}
    </DeviceGate>
  )
}

function Journal({ device, held }: { readonly device: Device; readonly held: HeldKnowledge }) {
  const { t } = useTranslation('journal')
  const { t: f } = useTranslation()
  const [, go] = useLocation()
  const entries = useObservable(device.entries)
  const sections = entries && sectionsOf(entries, held.records.programme.timeZone)
  return (
    <Screen {...useFrame()} title={t('title')} back={{ label: f('action.home'), onBack: () => go('/') }}>
      {isVenue(held.structure) && <VenueTotal device={device} held={held} entries={entries ?? []} />}
      {sections?.length === 0 && <StateDrawing state="nothing-yet">{t('empty')}</StateDrawing>}
      {sections?.map((section) => (
        <EntrySection
          key={section.day ?? 'pending'}
          device={device}
          programme={held.records.programme}
          section={section}
        />
      ))}
    </Screen>
  )
}
