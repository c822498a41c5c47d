import { useTranslation } from 'react-i18next'
import { neededContingency } from '#domain/contingency.ts'
import { ruleNames } from '#domain/offline-rules.ts'
import type { OfflineRules } from '#domain/programme.ts'
import { agesToday, deviceCeiling, lossOnPass, stolenTablet, type Loss } from '#domain/worst-case.ts'
import { DataTable } from '#client/ui/data-table.tsx'
import { Amount, Count } from '#client/ui/figures.tsx'
import { writeAmount, writeCount } from '#client/ui/written.ts'
import type { ManagedRules } from '#protocol/manage/rules.ts'
import { useManager } from './use-manager.ts'
import { writeRule } from './rules-draft.ts'

export type RulesPreviewProps = { readonly rules: OfflineRules; readonly managed: ManagedRules }

/** What these rules can cost at worst, before they are saved: rule V27. */
export function RulesPreview({ rules, managed }: RulesPreviewProps) {
  const { t } = useTranslation('manage')
  const isWhole = ruleNames.every((name) => Number.isFinite(rules[name]))
  return (
    <section className="manage-part" aria-live="polite">
      <h2>{t('rules.preview.title')}</h2>
      {isWhole ? <WorstCase rules={rules} managed={managed} /> : <p>{t('rules.preview.unreadable')}</p>}
    </section>
  )
}

function WorstCase({ rules, managed }: RulesPreviewProps) {
  const { t } = useTranslation('manage')
  const { unitCents } = useManager().programme
  const { desks, prices, now, contingencyCents } = managed
  const programme = { unitCents, rules, services: prices.map((cheques) => ({ cheques })) }
  const stolen = stolenTablet(programme)
  const rows: readonly (Loss & { readonly key: string; readonly name: string })[] = [
    row('all', t('rules.preview.all', { count: desks.length, n: writeCount(desks.length) }), desks.length),
    row('two', t('rules.preview.two'), 2),
    row('eight', t('rules.preview.eight'), 8),
    { key: 'ceiling', name: t('rules.preview.ceiling'), ...deviceCeiling(programme) },
    { key: 'stolen', name: t('rules.preview.stolen'), ...stolen.all },
    { key: 'in-stock', name: t('rules.preview.in-stock'), ...stolen.inStock },
  ]

  function row(key: string, name: string, devices: number) {
    return { key, name, ...lossOnPass(programme, devices) }
  }

  const heads = desks.map(({ headIssuedAt }) => headIssuedAt ?? undefined)
  const ages = agesToday(rules, heads, now)
  const places = new Set(
    desks
      .filter(({ headIssuedAt }) => agesToday(rules, [headIssuedAt ?? undefined], now).deferring > 0)
      .map(({ structure }) => structure),
  ).size
  return (
    <>
      <DataTable
        caption={t('rules.preview.caption')}
        captionHidden
        rows={rows}
        rowKey={({ key }) => key}
        columns={[
          { key: 'name', label: t('rules.preview.case'), heading: true, cell: ({ name }) => name },
          {
            key: 'units',
            label: t('overview.units'),
            numeric: true,
            cell: ({ units }) => <Count of={units} />,
          },
          {
            key: 'cents',
            label: t('overview.euros'),
            numeric: true,
            cell: ({ cents }) => <Amount cents={cents} />,
          },
        ]}
      />
      <h3>{t('rules.preview.today')}</h3>
      <ul className="manage-list">
        <li>
          {t('rules.preview.ageing', {
            count: ages.ageing,
            n: writeCount(ages.ageing),
            of: writeCount(desks.length),
            hours: writeRule('agesAfter', rules.agesAfter),
          })}
        </li>
        <li>
          {t('rules.preview.deferring', {
            count: ages.deferring,
            n: writeCount(ages.deferring),
            of: writeCount(desks.length),
            places: writeCount(places),
          })}
        </li>
        <li>
          {t('rules.preview.contingency', {
            amount: writeAmount(contingencyCents),
            needed: writeAmount(neededContingency(programme, desks.length)),
          })}
        </li>
      </ul>
    </>
  )
}
