import './journal.css'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { isVenue } from '#domain/structure.ts'
import { BringExport } from '#client/device/bring-export.tsx'
import { DeviceGate } from '#client/device/device-gate.tsx'
import type { Device } from '#client/device/device.ts'
import { RetirePart } from '#client/device/retire-part.tsx'
import { useObservable } from '#client/device/use-device.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { isNotTaken, type StoredEntry } from '#client/store/stored-entry.ts'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { writeDayOf } from '#client/ui/written.ts'
import { AsideSection, isAside, isContested } from './aside-section.tsx'
import { ExportPart, type ExportPartProps } from './export-part.tsx'
import { EntrySection } from './entry-section.tsx'
import { sectionsOf } from './sections-of.ts'
import { VenueTotal } from './venue-total.tsx'

/** What this device did and what became of it. */
export function JournalScreen() {
  const { t } = useTranslation('journal')
  return (
    <DeviceGate
      role="desk"
      title={t('title')}
      withoutKnowledge={(device) => <JournalAlone device={device} />}
    >
      {(device, held) => <Journal device={device} held={held} />}
    </DeviceGate>
  )
}

function Journal({ device, held }: { readonly device: Device; readonly held: HeldKnowledge }) {
  const { t } = useTranslation('journal')
  const { t: f } = useTranslation()
  const [, go] = useLocation()
  const entries = useObservable(device.entries)
  const { timeZone } = held.records.programme
  const aside = entries?.filter(isAside) ?? []
  const sections =
    entries &&
    sectionsOf(
      entries.filter((entry) => !isAside(entry) && !isContested(entry)),
      timeZone,
    )
  return (
    <Screen {...useFrame()} title={t('title')} back={{ label: f('action.home'), onBack: () => go('/') }}>
      {isVenue(held.structure) && <VenueTotal device={device} held={held} entries={entries ?? []} />}
      <AsideSection
        why="contested"
        device={device}
        programme={held.records.programme}
        entries={entries?.filter(isContested) ?? []}
      />
      <AsideSection why="aside" device={device} programme={held.records.programme} entries={aside} />
      {entries?.length === 0 && <StateDrawing state="nothing-yet">{t('empty')}</StateDrawing>}
      {sections?.map((section) => (
        <EntrySection
          key={section.day ?? 'pending'}
          device={device}
          programme={held.records.programme}
          section={section}
        />
      ))}
      <Keeping device={device} place={held.structure.name} timeZone={timeZone} {...countsOf(aside)} />
    </Screen>
  )
}

/** A device that was revoked, or has not pulled yet, knows nothing: its acts must still find a way out. */
function JournalAlone({ device }: { readonly device: Device }) {
  const { t } = useTranslation('journal')
  const { t: d } = useTranslation('device')
  const { t: f } = useTranslation()
  const [, go] = useLocation()
  const sync = useObservable(device.sync.state)
  const aside = useObservable(device.entries)?.filter(isAside) ?? []
  const revoked = sync.type === 'paused' && sync.reason === 'revoked'
  const why = revoked ? 'revoked' : 'nothing-known'
  return (
    <Screen {...useFrame()} title={t('title')} back={{ label: f('action.home'), onBack: () => go('/') }}>
      <StateDrawing state={revoked ? 'refused' : 'offline'}>{d(`gate.${why}.text`)}</StateDrawing>
      <Keeping device={device} place={device.enrolment.structure} timeZone="UTC" {...countsOf(aside)} />
    </Screen>
  )
}

function countsOf(aside: readonly StoredEntry[]): Pick<ExportPartProps, 'aside' | 'notTaken'> {
  return { aside: aside.length, notTaken: aside.filter(isNotTaken).length }
}

/** What a person does with the journal as a whole: carry it, bring another's, end it. */
function Keeping(props: ExportPartProps) {
  const { t } = useTranslation('journal')
  const { device } = props
  const { continues, enrolledAt } = device.enrolment
  return (
    <section className="journal-keeping">
      <h2>{t('keeping')}</h2>
      {continues !== undefined && <p>{t('continued', { day: writeDayOf(enrolledAt, props.timeZone) })}</p>}
      <ExportPart {...props} />
      <BringExport bring={device.bringExport} />
      <RetirePart device={device} />
    </section>
  )
}
