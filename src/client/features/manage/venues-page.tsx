import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { DataTable } from '#client/ui/data-table.tsx'
import { Amount, Count } from '#client/ui/figures.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { writeAmount } from '#client/ui/written.ts'
import { managedVenues, type ManagedVenues } from '#protocol/manage/venues.ts'
import { useManager } from './use-manager.ts'
import { ManagedPage } from './managed-page.tsx'

export function VenuesPage() {
  const { t } = useTranslation('manage')
  return (
    <ManagedPage title={t('venues.title')} path="venues" schema={managedVenues}>
      {({ venues }) => <Venues venues={venues} />}
    </ManagedPage>
  )
}

type Venue = ManagedVenues['venues'][number]

function Venues({ venues }: { readonly venues: readonly Venue[] }) {
  const { t } = useTranslation('manage')
  const { funders } = useManager().programme
  const total = venues.reduce((sum, { payableCents }) => sum + payableCents, 0)
  return (
    <>
      {venues.length > 0 && (
        <p className="manage-amount">{t('venues.total', { amount: writeAmount(total) })}</p>
      )}
      <DataTable
        caption={t('venues.caption')}
        captionHidden
        rows={venues}
        rowKey={({ structure }) => structure}
        empty={<StateDrawing state="nothing-yet">{t('venues.nothing')}</StateDrawing>}
        columns={[
          {
            key: 'name',
            label: t('venues.name'),
            heading: true,
            cell: ({ structure, name }) => (
              <Link href={`/manage/venues/${encodeURIComponent(structure)}`}>{name}</Link>
            ),
          },
          { key: 'commune', label: t('venues.commune'), cell: ({ commune }) => commune },
          {
            key: 'units',
            label: t('venues.units'),
            numeric: true,
            cell: ({ units }) => <Count of={units} />,
          },
          ...funders.map(({ id, name }) => ({
            key: id,
            label: name,
            numeric: true,
            cell: ({ shares }: Venue) => (
              <Amount cents={shares.find(({ funder }) => funder === id)?.cents ?? 0} />
            ),
          })),
          {
            key: 'owed',
            label: t('venues.owed'),
            numeric: true,
            cell: ({ payableCents }) => (
              <strong>
                <Amount cents={payableCents} />
              </strong>
            ),
          },
          {
            key: 'waiting',
            label: t('venues.waiting'),
            numeric: true,
            cell: ({ waitingUnits }) => <Count of={waitingUnits} />,
          },
        ]}
      />
    </>
  )
}
