import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { CalendarDay } from '#domain/instant.ts'
import { openStateAt } from '#domain/open-state.ts'
import { holidaysOf, type Place } from '#domain/nearest-places.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import { Button } from '#client/ui/button.tsx'
import { ChoiceTiles } from '#client/ui/choice-tiles.tsx'
import { Field } from '#client/ui/field.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { writeDistance } from '#client/ui/written-distance.ts'
import { belongings, type Appointment } from './appointment.ts'
import { BelongingPicture } from './belonging-picture.tsx'
import { wholeAppointment, type AppointmentDraft } from './appointment-draft.ts'

export type SlipFormProps = {
  readonly places: readonly Place[]
  readonly draft: AppointmentDraft
  readonly today: CalendarDay
  readonly onChange: (draft: AppointmentDraft) => void
  readonly onDone: (appointment: Appointment) => void
}

/** Where, when, and what to bring: three questions, the likeliest answers ready. */
export function SlipForm({ places, draft, today, onChange, onDone }: SlipFormProps) {
  const { t } = useTranslation('letter')
  const { t: p } = useTranslation('paper')
  const [, go] = useLocation()
  const appointment = wholeAppointment(draft, places, today)
  const chosen = places.find(({ structure }) => structure.id === draft.place)
  const isPast = draft.day !== '' && draft.day < today
  const say = (change: Partial<AppointmentDraft>) => onChange({ ...draft, ...change })
  return (
    <Screen
      {...useFrame()}
      title={t('slip.title')}
      back={{ label: t('back'), onBack: () => go('/papers') }}
      action={
        <Button large disabled={!appointment} onClick={() => appointment && onDone(appointment)}>
          {t('slip.show')}
        </Button>
      }
    >
      <Field label={t('slip.where')}>
        {(control) => (
          <select {...control} value={draft.place} onChange={(event) => say({ place: event.target.value })}>
            {places.map(({ structure, metres }) => (
              <option key={structure.id} value={structure.id}>
                {[structure.name, structure.commune, metres !== undefined && writeDistance(metres)]
                  .filter(Boolean)
                  .join(' · ')}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="slip-fields">
        <Field label={t('slip.day')} error={isPast ? t('slip.past') : undefined}>
          {(control) => (
            <input
              {...control}
              type="date"
              min={today}
              value={draft.day}
              onChange={(event) => say({ day: event.target.value })}
            />
          )}
        </Field>
        <Field label={t('slip.clock')}>
          {(control) => (
            <input
              {...control}
              type="time"
              step={300}
              value={draft.clock}
              onChange={(event) => say({ clock: event.target.value })}
            />
          )}
        </Field>
      </div>
      {appointment && chosen && isClosed(chosen, appointment) && <Notice>{t('slip.closed')}</Notice>}
      <ChoiceTiles
        legend={t('slip.bring')}
        kind="several"
        choices={belongings.map((name) => ({
          value: name,
          label: p(`slip.${name}`),
          picture: <BelongingPicture name={name} />,
        }))}
        chosen={draft.bring}
        onChoose={(bring) => say({ bring: belongings.filter((name) => bring.includes(name)) })}
      />
    </Screen>
  )
}

function isClosed({ hours, structure }: Place, { day, minute }: Appointment): boolean {
  return hours !== undefined && openStateAt(hours, { day, minute }, holidaysOf(structure)).type === 'closed'
}
