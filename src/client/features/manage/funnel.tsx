import { useTranslation } from 'react-i18next'
import { ChequeSheet } from '#client/ui/cheque-sheet.tsx'
import { DataTable } from '#client/ui/data-table.tsx'
import { Amount, Count } from '#client/ui/figures.tsx'
import { writeAmount } from '#client/ui/written.ts'
import { funnelSteps, type Funnel } from '#protocol/manage/overview.ts'
import { useManager } from './use-manager.ts'
import { useWords } from './words.tsx'

/** What became of passes, as a stack of sheets: it never stands without its table. */
export function FunnelSheets({ funnel }: { readonly funnel: Funnel }) {
  const { t } = useTranslation('manage')
  const words = useWords()
  const steps = funnelSteps.map((step) => ({
    label: t(`overview.steps.${step}`),
    value: funnel[step].units,
    text: `${words.cheques(funnel[step].units)} · ${writeAmount(funnel[step].cents)}`,
  }))
  return <ChequeSheet steps={steps} label={t('overview.funnel')} />
}

/** The same numbers, with what each step means. */
export function FunnelTable({ funnel }: { readonly funnel: Funnel }) {
  const { t } = useTranslation('manage')
  const { programme } = useManager()
  const note = t('overview.units-note', { amount: writeAmount(programme.unitCents) })
  return (
    <DataTable
      caption={`${t('overview.funnel')}. ${note}`}
      captionHidden
      rows={funnelSteps}
      rowKey={(step) => step}
      columns={[
        {
          key: 'step',
          label: t('overview.step'),
          heading: true,
          cell: (step) => (
            <>
              {t(`overview.steps.${step}`)}{' '}
              <span className="manage-soft">{t(`overview.meaning.${step}`)}</span>
            </>
          ),
        },
        {
          key: 'passes',
          label: t('overview.passes'),
          numeric: true,
          cell: (step) => <Count of={funnel[step].passes} />,
        },
        {
          key: 'units',
          label: t('overview.units'),
          numeric: true,
          cell: (step) => <Count of={funnel[step].units} />,
        },
        {
          key: 'euros',
          label: t('overview.euros'),
          numeric: true,
          cell: (step) => <Amount cents={funnel[step].cents} />,
        },
      ]}
    />
  )
}
