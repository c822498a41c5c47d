import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearch } from 'wouter'
import { Loading } from '#client/frame/loading.tsx'
import { loadCode128, type Bars } from '#client/print/code-128.ts'
import { partsToPrint, sheetsOf } from '#client/print/printed-pass.ts'
import { PrintedSheet } from '#client/print/printed-sheet.tsx'
import { Button, buttonClass } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { codesAnswer, mostCodesAtOnce, type CodesToPrint } from '#protocol/manage/batches.ts'
import { useManager } from './use-manager.ts'
import { ManagedPage } from './managed-page.tsx'

/** The sheets at their real size, with what to check before printing. */
export function PrintPage({ batch }: { readonly batch: number }) {
  const { t } = useTranslation('print')
  const { t: m } = useTranslation('manage')
  const search = new URLSearchParams(useSearch())
  const from = countOf(search.get('from'), 0, Number.MAX_SAFE_INTEGER)
  const count = Math.max(1, countOf(search.get('count'), 10, mostCodesAtOnce))
  return (
    <ManagedPage
      title={t('title', { batch })}
      path={`batches/${batch}/codes?from=${from}&count=${count}`}
      schema={codesAnswer}
      back={{ label: m('back.batch', { batch }), to: `/manage/batches/${batch}` }}
    >
      {(answer) =>
        answer.type === 'codes' ? (
          <Preview answer={answer} from={from} count={count} />
        ) : (
          <StateDrawing state="refused">{t(`signed-codes.${answer.reason}`)}</StateDrawing>
        )
      }
    </ManagedPage>
  )
}

type PreviewProps = { readonly answer: CodesToPrint; readonly from: number; readonly count: number }

function Preview({ answer, from, count }: PreviewProps) {
  const { t } = useTranslation('print')
  const { programme } = useManager()
  const barsOf = useCode128()
  if (!barsOf) return <Loading />
  const { batch } = answer
  const order = { programme, batch, until: batch.endDay }
  const sheets = sheetsOf(batch.format, partsToPrint(answer, barsOf))
  const last = Math.min(from + count, batch.passes + batch.spares)
  return (
    <>
      <div className="manage-part screen-only">
        <Notice title={t('range', { from: from + 1, to: last })}>{t('advice')}</Notice>
        <div className="manage-fields">
          <Button onClick={() => window.print()}>{t('print')}</Button>
          {from > 0 && (
            <Other batch={batch.batch} from={Math.max(0, from - count)} count={count} label={t('before')} />
          )}
          {last < batch.passes + batch.spares && (
            <Other batch={batch.batch} from={last} count={count} label={t('after')} />
          )}
        </div>
      </div>
      <div className="preview" dir="ltr" lang="fr" data-ready="true">
        {sheets.map((parts, index) => (
          <PrintedSheet
            key={parts[0]?.serial}
            order={order}
            parts={parts}
            sheet={index + 1}
            sheets={sheets.length}
          />
        ))}
      </div>
    </>
  )
}

function Other(props: {
  readonly batch: number
  readonly from: number
  readonly count: number
  readonly label: string
}) {
  const { batch, from, count, label } = props
  return (
    <Link
      href={`/manage/batches/${batch}/print?from=${from}&count=${count}`}
      className={buttonClass({ kind: 'secondary' })}
    >
      <span className="button-text">{label}</span>
    </Link>
  )
}

function useCode128(): ((number: string) => Bars) | undefined {
  const [loaded, setLoaded] = useState<{ readonly barsOf: (number: string) => Bars }>()
  useEffect(() => {
    void loadCode128().then((barsOf) => setLoaded({ barsOf }))
  }, [])
  return loaded?.barsOf
}

function countOf(text: string | null, otherwise: number, most: number): number {
  return text !== null && /^\d{1,9}$/.test(text) ? Math.min(Number(text), most) : otherwise
}
