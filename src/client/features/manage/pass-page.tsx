import { useTranslation } from 'react-i18next'
import { ChequeRow } from '#client/ui/cheque-row.tsx'
import { writeDay } from '#client/ui/written.ts'
import { managedPass, type ManagedPass } from '#protocol/manage.ts'
import { ActTable } from './act-table.tsx'
import { Fact } from './batch-page.tsx'
import { ManagedPage } from './managed-page.tsx'

export function PassPage({ batch, pass }: { readonly batch: number; readonly pass: number }) {
  const { t } = useTranslation('manage')
  return (
    <ManagedPage
      title={t('pass-page.title', { batch, pass: pass + 1 })}
      path={`passes/${batch}/${pass}`}
      schema={managedPass}
      back={{ label: t('back.acts'), to: '/manage/acts' }}
    >
      {(found) => <Pass pass={found} />}
    </ManagedPage>
  )
}

function Pass({ pass }: { readonly pass: ManagedPass }) {
  const { t } = useTranslation('manage')
  const { t: frame } = useTranslation()
  const left = Math.max(0, pass.units - pass.used)
  const used =
    pass.format === 'booklet'
      ? Array.from({ length: pass.units }, (_, index) => pass.cheques.includes(index + 1))
      : pass.used
  return (
    <>
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
      <section className="manage-part">
        <h2>{t('pass-page.acts')}</h2>
        <ActTable caption={t('pass-page.acts')} acts={pass.acts} empty={<p>{t('pass-page.no-act')}</p>} />
      </section>
    </>
  )
}
