import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { useNetwork } from './use-network.ts'

/** Says that a network is needed before anybody types or scans for nothing, as long as there is none. */
export function NetworkNeeded() {
  const { t } = useTranslation('enrol')
  const { isMissing, isAsked, ask } = useNetwork()
  const sentence = t('network.text')
  useEffect(() => {
    if (isMissing) announce(sentence)
  }, [isMissing, sentence])
  if (!isMissing) return null
  return (
    <Notice
      weight="important"
      title={t('network.title')}
      action={
        <Button kind="secondary" disabled={isAsked} onClick={ask}>
          {t('failed.retry')}
        </Button>
      }
    >
      {sentence}
    </Notice>
  )
}
