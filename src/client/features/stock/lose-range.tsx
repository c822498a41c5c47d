import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SeriesRange } from '#domain/stock.ts'
import type { Device } from '#client/device/device.ts'
import { NotSavedNotice } from '#client/device/not-saved-notice.tsx'
import { createDeskStock } from '#client/device/stock.ts'
import { isNotSaved, type NotSavedReason } from '#client/store/not-saved.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'

type LoseRangeProps = {
  readonly device: Device
  readonly range: SeriesRange
  /** The series in words. */
  readonly named: string
}

/** Notes passes that a count missed as lost, beside the others that it missed. */
export function LoseRange({ device, range, named }: LoseRangeProps) {
  const { t } = useTranslation('stock')
  const [step, setStep] = useState<'open' | 'working' | 'lost'>('open')
  const [notSaved, setNotSaved] = useState<NotSavedReason>()
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  if (failed) throw failed.error

  async function lose(): Promise<void> {
    setStep('working')
    setNotSaved(undefined)
    const { batch, from, to } = range
    const nothingElse = { other: null, counted: null, damaged: [], missing: [] }
    try {
      await createDeskStock(device.sync.link).move({ movement: 'loss', batch, from, to, ...nothingElse })
      setStep('lost')
      announce(t('count.lost'))
    } catch (error) {
      setStep('open')
      if (isNotSaved(error)) setNotSaved(error.notSaved)
      else setFailed({ error })
    }
  }

  if (step === 'lost') {
    return (
      <strong>
        {t('count.lost')} {t('saved.mistake')}
      </strong>
    )
  }
  return (
    <>
      {notSaved && <NotSavedNotice reason={notSaved} />}
      <Button kind="quiet" disabled={step === 'working'} onClick={() => void lose()}>
        {t('count.lose', { series: named })}
      </Button>
    </>
  )
}
