import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ChequeRow } from '#client/ui/cheque-row.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { writeDay } from '#client/ui/written.ts'
import { managedPass, type ManagedPass } from '#protocol/manage/passes.ts'
import { Fact } from './batch-page.tsx'
import { BlockPart } from './block-part.tsx'
import { ManagedPage } from './managed-page.tsx'
import { useManager } from './use-manager.ts'
import { PassActs } from './pass-acts.tsx'
import { ReplacePart } from './replace-part.tsx'

export function PassPage({ batch, pass }: { readonly batch: number; readonly pass: number }) {
  const { t } = useTranslation('manage')
  return (
    <ManagedPage
      title={t('pass-page.title', { batch, pass: pass + 1 })}
      path={`passes/${batch}/${pass}`}
      schema={managedPass}
      back={{ label: t('back.acts'), to: '/manage/acts' }}
    >
      {(found, reload) => <Pass key={`${found.batch}/${found.pass}`} pass={found} onChanged={reload} />}
    </ManagedPage>
  )
}

function Pass({ pass, onChanged }: { readonly pass: ManagedPass; readonly onChanged: () => void }) {
  const { t } = useTranslation('manage')
  const { refresh } = useManager()
  const [result, setResult] = useState<string>()
  const { t: frame } = useTranslation()
  const left = Math.max(0, pass.units - pass.used)
  const used =
    pass.format === 'booklet'
      ? Array.from({ length: pass.units }, (_, index) => pass.cheques.includes(index + 1))
      : pass.used
  function changed(said: string): void {
    setResult(said)
    onChanged()
    refresh()
  }
  return (
    <>
      {result && <Notice title={result} />}
      <ChequeRow
        units={pass.units}
        used={used}
        label={frame('cheques.row', { count: left, units: pass.units })}
      />
      <p className="manage-amount">{frame('cheques.row', { count: left, units: pass.units })}</p>
      <dl className="manage-facts">
        <Fact label={t('pass-page.state')}>{t(`pass-page.states.${pass.state}`)}</Fact>
        <Fact label={t('batches.format')}>{t(`format.${pass.format}`)}</Fact>
        <Fact label={t('pass-page.delivered-to')}>{pass.deliveredTo ?? t('pass-page.nobody')}</Fact>
        <Fact label={t('pass-page.validity-label')}>
          {t('pass-page.validity', { from: writeDay(pass.firstDay), to: writeDay(pass.lastDay) })}
        </Fact>
      </dl>
      <PassActs pass={pass} onChanged={changed} />
      <BlockPart pass={pass} onChanged={changed} />
      <ReplacePart pass={pass} onChanged={changed} />
    </>
  )
}
