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
  /** Those of them of which the server has only the place. */
  readonly notTaken: number
}

type Exporting =
  | { readonly type: 'idle' | 'sealing' }
  | { readonly type: 'failed'; readonly reason: ExportFailure }
  /** No browser tells what became of a download: a person looks, at one file after the other. */
  | { readonly type: 'asking'; readonly files: readonly NamedFile[]; readonly at: number }
  | { readonly type: 'kept'; readonly file: NamedFile }

type NamedFile = ExportInHand & { readonly name: string }

/** When no network comes for days: the acts in files that another device can bring to the server. */
export function ExportPart({ device, place, timeZone, aside, notTaken }: ExportPartProps) {
  const { t } = useTranslation('journal')
  const pending = useObservable(device.pending) ?? 0
  const unsafe = useObservable(device.unsafe) ?? 0
  const [exporting, setExporting] = useState<Exporting>({ type: 'idle' })

  async function seal(): Promise<void> {
    setExporting({ type: 'sealing' })
    const sealed = await device.exportJournal()
    if (!sealed.ok) return setExporting({ type: 'failed', reason: sealed.error })
    const day = calendarDayOf(device.now(), timeZone)
    const several = sealed.value.length > 1
    save(
      sealed.value.map((file, i) => ({
        ...file,
        name: exportFileName(place, day, several ? i + 1 : undefined),
      })),
      0,
    )
  }

  function save(files: readonly NamedFile[], at: number): void {
    const file = files[at]
    if (!file) return
    saveFile(file.text, file.name)
    announce(`${t('export.is-it-there')} ${t('export.look', { name: file.name })}`)
    setExporting({ type: 'asking', files, at })
  }

  async function keep(files: readonly NamedFile[], at: number): Promise<void> {
    const file = files[at]
    if (!file) return
    await file.keep()
    if (at + 1 < files.length) return save(files, at + 1)
    announce(t('export.saved', { name: file.name }))
    setExporting({ type: 'kept', file })
  }

  function whyOf() {
    if (pending === 0) return notTaken > 0 ? 'not-taken-why' : 'aside-why'
    return unsafe === 0 ? 'in-file' : 'why'
  }

  if (exporting.type === 'asking') {
    const { files, at } = exporting
    return <IsItThere files={files} at={at} onYes={() => void keep(files, at)} onNo={() => save(files, at)} />
  }
  if (pending === 0 && aside === 0) return null
  return (
    <Notice
      title={pending > 0 ? t('export.unsent', { count: pending }) : t('export.aside', { count: aside })}
      action={
        <>
          <Button kind="secondary" disabled={exporting.type === 'sealing'} onClick={() => void seal()}>
            {t('export.do')}
          </Button>
          {exporting.type === 'kept' && <ShareButton file={exporting.file} />}
        </>
      }
    >
      {exporting.type === 'kept' ? (
        <>
          <p>{t('export.saved', { name: exporting.file.name })}</p>
          <p>{t('export.then')}</p>
        </>
      ) : exporting.type === 'failed' ? (
        <p role="alert">{t(`export.${exporting.reason}`)}</p>
      ) : (
        <p>{t(`export.${whyOf()}`)}</p>
      )}
    </Notice>
  )
}

/** Until a person has seen it, a file is nowhere: a full disk, a refused download and a preview look the same from here. */
function IsItThere(props: {
  readonly files: readonly NamedFile[]
  readonly at: number
  readonly onYes: () => void
  readonly onNo: () => void
}) {
  const { t } = useTranslation('journal')
  const { files, at, onYes, onNo } = props
  const file = files[at]
  if (!file) return null
  return (
    <Notice
      weight="important"
      title={t('export.is-it-there')}
      action={
        <>
          <Button kind="secondary" onClick={onYes}>
            {t('export.yes')}
          </Button>
          <Button kind="quiet" onClick={onNo}>
            {t('export.no')}
          </Button>
          <ShareButton file={file} />
        </>
      }
    >
      {files.length > 1 && <p>{t('export.part', { at: at + 1, count: files.length })}</p>}
      <p>{t('export.look', { name: file.name })}</p>
    </Notice>
  )
}

/** Only where the browser shares files. */
function ShareButton({ file }: { readonly file: NamedFile }) {
  const { t } = useTranslation('journal')
  const shared = sharedFile(file.text, file.name)
  if (!shared) return null
  return (
    <Button kind="quiet" onClick={() => void navigator.share(shared).catch(() => undefined)}>
      {t('export.share')}
    </Button>
  )
}
