import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { calendarDayOf } from '#domain/instant.ts'
import { positionOf, sortedByDistance } from '#domain/nearest-places.ts'
import type { Device } from '#client/device/device.ts'
import { placesOf } from '#client/places/known-places.ts'
import { placesAt } from '#client/places/use-places.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import type { Appointment } from './appointment.ts'
import { emptyDraft } from './appointment-draft.ts'
import { PaperLanguageStep } from './paper-language-step.tsx'
import { PaperScreen } from './paper-screen.tsx'
import { SlipForm } from './slip-form.tsx'
import { SlipPage } from './slip-page.tsx'

type Props = { readonly device: Device; readonly held: HeldKnowledge }

type Step =
  | { readonly type: 'form' }
  | { readonly type: 'language'; readonly appointment: Appointment }
  | { readonly type: 'paper'; readonly appointment: Appointment; readonly language: string }

/** An appointment is agreed, put on paper and forgotten. */
export function SlipDesk({ device, held }: Props) {
  const { t } = useTranslation('letter')
  const { programme } = held.records
  const today = calendarDayOf(device.now(), programme.timeZone)
  const places = useMemo(() => {
    const position = positionOf(held.structure)
    const { places: found } = placesAt(
      placesOf(held),
      position && { by: 'here', position },
      undefined,
      device.now(),
    )
    return sortedByDistance(found)
  }, [held, device])
  const [draft, setDraft] = useState(() => emptyDraft(places))
  const [step, setStep] = useState<Step>({ type: 'form' })
  const toForm = () => setStep({ type: 'form' })
  switch (step.type) {
    case 'form':
      return (
        <SlipForm
          places={places}
          draft={draft}
          today={today}
          onChange={setDraft}
          onDone={(appointment) => setStep({ type: 'language', appointment })}
        />
      )
    case 'language':
      return (
        <PaperLanguageStep
          onChoose={(language) => setStep({ type: 'paper', appointment: step.appointment, language })}
          onBack={toForm}
        />
      )
    case 'paper':
      return (
        <PaperScreen
          title={t('slip.title')}
          language={step.language}
          onLanguage={() => setStep({ type: 'language', appointment: step.appointment })}
          back={{ label: t('slip.change'), onBack: toForm }}
        >
          <SlipPage appointment={step.appointment} today={today} telephone={programme.telephone} />
        </PaperScreen>
      )
  }
}
