import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/button.tsx'
import { DataTable } from '#client/ui/data-table.tsx'
import { Field } from '#client/ui/field.tsx'
import { Count } from '#client/ui/figures.tsx'
import { managedStock, type ManagedStock } from '#protocol/manage/stock.ts'
import { ManagedPage } from './managed-page.tsx'
import { useManager } from './use-manager.ts'

type Row = Pick<ManagedStock['places'][number], 'structure' | 'name' | 'account'>

const columns = [
  'opening',
  'received',
  'takenBack',
  'found',
  'handedOut',
  'sent',
  'returned',
  'lost',
  'damaged',
  'closing',
] as const

/** What each place received, gave and has left in a year, on paper for the public accountant. */
export function StockAccountPage() {
  const { t } = useTranslation('manage')
  const { name, today } = useManager().programme
  const thisYear = Number(today.slice(0, 4))
  const [year, setYear] = useState(thisYear)
  return (
    <ManagedPage
      title={t('stock.account.title')}
      path={`stock?year=${year}`}
      schema={managedStock}
      back={{ label: t('back.stock'), to: '/manage/stock' }}
      action={
        <Button large onClick={() => window.print()}>
          {t('stock.account.print')}
        </Button>
      }
      choice={
        <div className="screen-only">
          <Field label={t('stock.account.year')}>
            {(control) => (
              <select {...control} value={year} onChange={({ target }) => setYear(Number(target.value))}>
                {[0, 1, 2, 3].map((before) => (
                  <option key={before} value={thisYear - before}>
                    {thisYear - before}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
      }
    >
      {({ places }) => (
        <>
          <p>{t('stock.account.text', { programme: name, year })}</p>
          <div className="manage-account" role="region" aria-label={t('stock.account.title')} tabIndex={0}>
            <AccountTable places={places} />
          </div>
          <div className="manage-signatures">
            <p>{t('stock.account.signature')}</p>
            <p>{t('stock.account.accountant')}</p>
          </div>
        </>
      )}
    </ManagedPage>
  )
}

function AccountTable({ places }: Pick<ManagedStock, 'places'>) {
  const { t } = useTranslation('manage')
  const total: Row = {
    structure: 'total',
    name: t('stock.account.total'),
    account: Object.fromEntries(
      columns.map((column) => [column, places.reduce((sum, { account }) => sum + account[column], 0)]),
    ) as Row['account'],
  }
  return (
    <DataTable
      caption={t('stock.account.title')}
      captionHidden
      rows={[...places, total]}
      rowKey={({ structure }) => structure}
      columns={[
        { key: 'place', label: t('stock.account.place'), heading: true, cell: ({ name }: Row) => name },
        ...columns.map((column) => ({
          key: column,
          label: t(`stock.account.${column}`),
          numeric: true,
          cell: ({ account }: Row) => <Count of={account[column]} />,
        })),
      ]}
    />
  )
}
