import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { nextOf } from '#client/store/next-of.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import type { Device } from './device.ts'
import { useObservable } from './use-device.ts'

type Retiring =
  { readonly type: 'idle' | 'confirming' | 'working' } | { readonly type: 'refused'; readonly acts: number }

/** Takes this device out of service, once no act would be lost. */
export function RetirePart({ device }: { readonly device: Device }) {
  const { t } = useTranslation('device')
  const { t: f } = useTranslation()
  const notBackedUp = useObservable(device.notBackedUp) ?? 0
  const [retiring, setRetiring] = useState<Retiring>({ type: 'idle' })

  async function retire(): Promise<void> {
    setRetiring({ type: 'working' })
    const retired = await device.retire()
    if (!retired.ok) return setRetiring({ type: 'refused', acts: retired.error.acts })
    announce(t('retire.done'))
  }

  // Counted at the press: a page that is pressed at once does not know its acts yet.
  async function ask(): Promise<void> {
    const acts = await nextOf(device.unsafe)
    setRetiring(acts > 0 ? { type: 'refused', acts } : { type: 'confirming' })
  }

  switch (retiring.type) {
    case 'idle':
      return (
        <Button kind="quiet" onClick={() => void ask()}>
          {t('retire.do')}
        </Button>
      )
    case 'refused':
      return (
        <Notice
          weight="important"
          title={t('retire.refused', { count: retiring.acts })}
          action={
            <Button kind="quiet" onClick={() => setRetiring({ type: 'idle' })}>
              {f('action.close')}
            </Button>
          }
        >
          <p role="alert">{t('retire.first')}</p>
        </Notice>
      )
    case 'confirming':
    case 'working':
      return (
        <Notice
          weight="important"
          title={t('retire.title')}
          action={
            <>
              <Button kind="danger" disabled={retiring.type === 'working'} onClick={() => void retire()}>
                {t('retire.yes')}
              </Button>
              <Button kind="quiet" onClick={() => setRetiring({ type: 'idle' })}>
                {f('action.cancel')}
              </Button>
            </>
          }
        >
          <p>{t('retire.text')}</p>
          {notBackedUp > 0 && <p role="alert">{t('retire.not-backed-up', { count: notBackedUp })}</p>}
        </Notice>
      )
  }
}
