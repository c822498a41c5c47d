import './reminders.css'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { createCasework } from '#client/device/casework.ts'
import type { Device } from '#client/device/device.ts'
import { useHeldHere } from '#client/device/use-held-here.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import type { Reminders } from '#client/store/reminders.ts'
import { Field } from '#client/ui/field.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { writeDay, writeDayOf } from '#client/ui/written.ts'
import { usePassName } from './use-pass-name.ts'

type Props = { readonly device: Device; readonly held: HeldKnowledge }

/** Days: from how many on a pass that nobody used is worth a word; and how near its last day. */
const choices = { unusedFor: [7, 14, 30, 60, 90], endingWithin: [14, 30, 60, 90] } as const

/** The short list of a desk: what to remind people of when they come by. It works without a network. */
export function RemindersDesk({ device, held }: Props) {
  const { t } = useTranslation('lost')
  const { t: f } = useTranslation()
  const [, go] = useLocation()
  const [unusedFor, setUnusedFor] = useState(14)
  const [endingWithin, setEndingWithin] = useState(60)
  const reminders = useHeldHere(
    device,
    held,
    () => createCasework(device.sync.link).reminders({ unusedFor, endingWithin }),
    `${unusedFor}/${endingWithin}`,
  )
  const { timeZone } = held.records.programme
  return (
    <Screen
      {...useFrame()}
      title={t('reminders.title')}
      back={{ label: f('action.home'), onBack: () => go('/') }}
    >
      {reminders && (
        <>
          <p>{t('reminders.intro', { day: writeDayOf(reminders.knownAt, timeZone) })}</p>
          <Unused reminders={reminders} timeZone={timeZone}>
            <DaysChoice
              label={t('reminders.unused.for')}
              choices={choices.unusedFor}
              days={unusedFor}
              onChoose={setUnusedFor}
            />
          </Unused>
          <Ending reminders={reminders}>
            <DaysChoice
              label={t('reminders.ending.within')}
              choices={choices.endingWithin}
              days={endingWithin}
              onChoose={setEndingWithin}
            />
          </Ending>
        </>
      )}
    </Screen>
  )
}

type PartProps = {
  readonly reminders: Reminders
  /** How many days are asked for. */
  readonly children: ReactNode
}

function Unused({ reminders, timeZone, children }: PartProps & { readonly timeZone: string }) {
  const { t } = useTranslation('lost')
  const nameOf = usePassName()
  const { unused, undated } = reminders
  return (
    <section className="reminders-part">
      <h2>{t('reminders.unused.title')}</h2>
      {children}
      {unused.length + undated.length === 0 && (
        <StateDrawing state="done">{t('reminders.unused.none')}</StateDrawing>
      )}
      <ul role="list">
        {unused.map((pass) => (
          <li key={`${pass.batch}/${pass.pass}`}>
            {t('reminders.unused.since', { name: nameOf(pass), day: writeDayOf(pass.at, timeZone) })}
          </li>
        ))}
      </ul>
      {undated.length > 0 && <p>{t('reminders.unused.undated.title')}</p>}
      <ul role="list">
        {undated.map(({ batch, from, to }) => (
          <li key={`${batch}/${from}`}>
            {t('reminders.unused.undated.line', {
              count: to - from + 1,
              series: from === to ? `${batch}-${from + 1}` : `${batch}-${from + 1}…${to + 1}`,
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Ending({ reminders: { ending }, children }: PartProps) {
  const { t } = useTranslation('lost')
  return (
    <section className="reminders-part">
      <h2>{t('reminders.ending.title')}</h2>
      {children}
      {ending.length === 0 && <p>{t('reminders.ending.none')}</p>}
      <ul role="list">
        {ending.map(({ batch, lastDay, passes, units }) => (
          <li key={batch}>
            {t('reminders.ending.line', { count: passes, batch, units, day: writeDay(lastDay) })}
          </li>
        ))}
      </ul>
    </section>
  )
}

function DaysChoice(props: {
  readonly label: string
  readonly choices: readonly number[]
  readonly days: number
  readonly onChoose: (days: number) => void
}) {
  const { label, choices: offered, days, onChoose } = props
  const { t } = useTranslation('lost')
  return (
    <Field label={label}>
      {(control) => (
        <select {...control} value={days} onChange={({ target }) => onChoose(Number(target.value))}>
          {offered.map((count) => (
            <option key={count} value={count}>
              {t('reminders.days', { count })}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
