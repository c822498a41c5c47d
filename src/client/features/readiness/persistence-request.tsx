import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/button.tsx'
import type { Finding } from './finding.ts'

/** Browsers answer by themselves, and some only to a gesture: it may be asked again at any time. */
export function PersistenceRequest(props: {
  readonly ask: () => Promise<boolean>
  readonly tell: (finding: Finding<'persistence'>) => void
}) {
  const { ask, tell } = props
  const { t } = useTranslation('readiness')
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  if (failed) throw failed.error

  async function request(): Promise<void> {
    tell((await ask()) ? { standing: 'good', word: 'kept' } : { standing: 'see', word: 'not-kept' })
  }

  return (
    <Button kind="secondary" onClick={() => void request().catch((error: unknown) => setFailed({ error }))}>
      {t('test.persistence')}
    </Button>
  )
}
