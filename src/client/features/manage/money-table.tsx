import { useTranslation } from 'react-i18next'
import { DataTable } from '#client/ui/data-table.tsx'
import { Amount } from '#client/ui/figures.tsx'
import type { ManagedOverview } from '#protocol/manage/overview.ts'
import { useManager } from './use-manager.ts'

type Money = ManagedOverview['money'][number]

/** Where each funder's money is, to the cent. */
export function MoneyTable({ money }: { readonly money: readonly Money[] }) {
  const { t } = useTranslation('manage')
  const { funders } = useManager().programme
  return (
    <DataTable
      caption={t('overview.money')}
      rows={money}
      rowKey={({ place }) => place}
      columns={[
        {
          key: 'place',
          label: t('overview.place'),
          heading: true,
          cell: ({ place }) => t(`overview.places.${place}`),
        },
        ...funders.map(({ id, name }) => ({
          key: id,
          label: name,
          numeric: true,
          cell: ({ shares }: Money) => (
            <Amount cents={shares.find(({ funder }) => funder === id)?.cents ?? 0} />
          ),
        })),
        {
          key: 'total',
          label: t('overview.total'),
          numeric: true,
          cell: ({ cents }) => (
            <strong>
              <Amount cents={cents} />
            </strong>
          ),
        },
      ]}
    />
  )
}
