import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/button.tsx'

/** The ways out when the files cannot be read: once more, or, once a person agreed, without them. */
export function BrokenStore() {
  const { t } = useTranslation('incident')
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  if (failed) throw failed.error

  async function erase(): Promise<void> {
    const { deleteStore } = await import('#client/store/database.ts')
    await deleteStore()
    location.reload()
  }

  return (
    <>
      <Button onClick={() => location.reload()}>{t('broken.retry')}</Button>
      <p>{t('broken.erase-text')}</p>
      <Button kind="danger" onClick={() => void erase().catch((error: unknown) => setFailed({ error }))}>
        {t('broken.erase')}
      </Button>
    </>
  )
}
