import './bring-export.css'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Result } from '#domain/result.ts'
import type { BringFailure } from '#client/sync/bring-export.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { largestExport, type ExportAnswer } from '#protocol/export-file.ts'

export type BringExportProps = {
  readonly bring: (sealed: string) => Promise<Result<ExportAnswer, BringFailure>>
  readonly onTaken?: () => void
}

type Bringing =
  { readonly type: 'idle' | 'sending' } | { readonly type: 'said'; readonly said: readonly string[] }

/** Chooses a file of acts that a tablet without a network has made, brings it to the server, and says what came of it. */
export function BringExport({ bring, onTaken }: BringExportProps) {
  const { t } = useTranslation('device')
  const id = useId()
  const [bringing, setBringing] = useState<Bringing>({ type: 'idle' })

  async function send(file: File): Promise<void> {
    setBringing({ type: 'sending' })
    const answer: Result<ExportAnswer, BringFailure> =
      file.size > largestExport ? { ok: false, error: 'too-large' } : await bring(await file.text())
    const said = wordsOf(answer)
    announce(said.join(' '))
    setBringing({ type: 'said', said })
    if (answer.ok && answer.value.type === 'taken') onTaken?.()
  }

  function wordsOf(answer: Result<ExportAnswer, BringFailure>): readonly string[] {
    if (!answer.ok) return [t(`bring.${answer.error}`)]
    if (answer.value.type === 'refused') return [t(`bring.refused.${answer.value.reason}`)]
    const { recorded, known, held, unreadable } = answer.value.answers
    const aside = held + unreadable
    return [
      t('bring.recorded', { count: recorded }),
      ...(known > 0 ? [t('bring.known', { count: known })] : []),
      ...(aside > 0 ? [t('bring.aside', { count: aside })] : []),
    ]
  }

  return (
    <div className="bring-export">
      <p id={id}>{t('bring.text')}</p>
      <label className="button button-secondary bring-file">
        <span className="button-text">
          {bringing.type === 'sending' ? t('bring.sending') : t('bring.do')}
        </span>
        <input
          type="file"
          accept=".carnet,.txt"
          aria-describedby={id}
          disabled={bringing.type === 'sending'}
          onChange={({ target }) => {
            const [file] = target.files ?? []
            target.value = ''
            if (file) void send(file)
          }}
        />
      </label>
      {bringing.type === 'said' && (
        <Notice>
          {bringing.said.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </Notice>
      )}
    </div>
  )
}
