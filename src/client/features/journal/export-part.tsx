import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { calendarDayOf } from '#domain/instant.ts'
import type { Device, ExportInHand } from '#client/device/device.ts'
import { useObservable } from '#client/device/use-device.ts'
import type { ExportFailure } from '#client/sync/export-journal.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { exportFileName, saveFile, sharedFile } from './save-file.ts'

export type ExportPartProps = {
  readonly device: Device
  readonly place: string
  readonly timeZone: string
  /** Acts that the server has set aside: they go into the file too. */
  readonly aside: number
}

type Exporting =
  | { readonly type: 'idle' | 'sealing' }
  | { readonly type: 'failed'; readonly reason: ExportFailure }
  | { readonly type: 'saved'; readonly file: ExportInHand; readonly name: string }

/** When no network comes for days: the acts in a file that another device can bring to the server. */
export function ExportPart({ device, place, timeZone, aside }: ExportPartProps) {
  const { t } = useTranslation('journal')
  const pending = useObservable(device.pending) ?? 0
  const unsafe = useObservable(device.unsafe) ?? 0
  const [exporting, setExporting] = useState<Exporting>({ type: 'idle' })

  async function save(): Promise<void> {
    setExporting({ type: 'sealing' })
    const sealed = await device.exportJournal()
    if (!sealed.ok) return setExporting({ type: 'failed', reason: sealed.error })
    const file = sealed.value
    const name = exportFileName(place, calendarDayOf(device.now(), timeZone))
    saveFile(file.text, name)
    await file.keep()
    announce(t('export.saved', { name }))
    setExporting({ type: 'saved', file, name })
  }

  if (pending === 0 && aside === 0) return null
  return (
    <Notice
      title={pending > 0 ? t('export.unsent', { count: pending }) : t('export.aside', { count: aside })}
      action={
        <>
          <Button kind="secondary" disabled={exporting.type === 'sealing'} onClick={() => void save()}>
            {t('export.do')}
          </Button>
          {exporting.type === 'saved' && <ShareButton {...exporting} />}
        </>
      }
    >
      {exporting.type === 'saved' ? (
        <>
          <p>{t('export.saved', { name: exporting.name })}</p>
          <p>{t('export.then')}</p>
        </>
      ) : exporting.type === 'failed' ? (
        <p role="alert">{t(`export.${exporting.reason}`)}</p>
      ) : (
        <p>{t(pending === 0 ? 'export.aside-why' : unsafe === 0 ? 'export.in-file' : 'export.why')}</p>
      )}
    </Notice>
  )
}

/** Only where the browser shares files. */
function ShareButton({ file, name }: { readonly file: ExportInHand; readonly name: string }) {
  const { t } = useTranslation('journal')
  const shared = sharedFile(file.text, name)
  if (!shared) return null
  return (
    <Button kind="quiet" onClick={() => void navigator.share(shared).catch(() => undefined)}>
      {t('export.share')}
    </Button>
  )
}
