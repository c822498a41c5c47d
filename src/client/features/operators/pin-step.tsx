import { useEffect, useRef, useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { MINUTE } from '#domain/instant.ts'
import type { Sharing } from '#client/device/sharing.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import type { Operator } from '#client/store/enrolment.ts'
import { isPin } from '#client/store/pin.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { ForgottenPin } from './forgotten-pin.tsx'
import { PinField } from './pin-field.tsx'

type PinStepProps = {
  readonly sharing: Sharing
  readonly operator: Operator
  readonly onBack: (() => void) | undefined
}

/** A wrong PIN says so and leaves the field empty; after three, a wait that is counted down. */
export function PinStep({ sharing, operator, onBack }: PinStepProps) {
  const { t } = useTranslation('operators')
  const { appName, banner, telephone } = useFrame()
  const [pin, setPin] = useState('')
  const [trying, setTrying] = useState<'no' | 'now' | 'wrong'>('no')
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  if (failed) throw failed.error
  const wait = useWait(sharing, operator)
  const title = t('pin.title', { name: operator.name })
  const field = useRef<HTMLInputElement>(null)
  const waits = wait > 0
  useEffect(() => {
    if (waits) return
    // The digits are typed without a tap: the title, which had the focus before, is spoken.
    field.current?.focus({ preventScroll: true })
    announce(title)
  }, [waits, title])

  async function open(event: SubmitEvent): Promise<void> {
    event.preventDefault()
    if (!isPin(pin)) return setTrying('wrong')
    setTrying('now')
    const answer = await sharing.open(operator.id, pin)
    if (answer === 'open') return announce(t('pin.opened', { name: operator.name }))
    setPin('')
    setTrying('wrong')
  }

  return (
    <Screen
      {...{ appName, banner, telephone }}
      title={title}
      back={onBack && { label: t('pin.other'), onBack }}
    >
      {waits ? (
        <Notice weight="important" title={t('pin.wait.title')}>
          {wait >= 2 * MINUTE
            ? t('pin.wait.minutes', { count: Math.ceil(wait / MINUTE) })
            : t('pin.wait.seconds', { count: Math.ceil(wait / 1000) })}
        </Notice>
      ) : (
        <form
          className="operator-form"
          onSubmit={(event) => open(event).catch((error: unknown) => setFailed({ error }))}
          noValidate
        >
          <PinField
            label={t('pin.label')}
            value={pin}
            error={trying === 'wrong' ? t('pin.wrong') : undefined}
            onChange={setPin}
            field={field}
          />
          <Button type="submit" large disabled={trying === 'now'}>
            {t('pin.open')}
          </Button>
        </form>
      )}
      <ForgottenPin />
    </Screen>
  )
}

/** Milliseconds, counted down each second. */
function useWait(sharing: Sharing, { id, wrong }: Operator): number {
  const [wait, setWait] = useState(() => sharing.waitFor(id))
  useEffect(() => {
    function look(): void {
      setWait(sharing.waitFor(id))
    }
    look()
    const timer = setInterval(look, 1000)
    return () => clearInterval(timer)
  }, [sharing, id, wrong])
  return wait
}
