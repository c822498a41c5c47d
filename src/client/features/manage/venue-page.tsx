import { useTranslation } from 'react-i18next'
import { DataTable } from '#client/ui/data-table.tsx'
import { Amount } from '#client/ui/figures.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { writeAmount, writeCount } from '#client/ui/written.ts'
import { managedVenue, type ManagedTransfer, type ManagedVenue } from '#protocol/manage/venues.ts'
import { Fact } from './batch-page.tsx'
import { ManagedPage } from './managed-page.tsx'
import { Moment, PassLink, useWords } from './words.tsx'

export function VenuePage({ venue }: { readonly venue: string }) {
  const { t } = useTranslation('manage')
  return (
    <ManagedPage
      title={t('venues.name')}
      path={`venues/${encodeURIComponent(venue)}`}
      schema={managedVenue}
      back={{ label: t('back.venues'), to: '/manage/venues' }}
    >
      {(found) => <Venue venue={found} />}
    </ManagedPage>
  )
}

function Venue({ venue }: { readonly venue: ManagedVenue }) {
  const { t } = useTranslation('manage')
  const words = useWords()
  const { waitingUnits } = venue
  return (
    <>
      <p className="manage-amount">
        {venue.name} · {venue.commune}
      </p>
      <dl className="manage-facts">
        <Fact label={t('venue.owed')}>
          <Amount cents={venue.payableCents} /> · {words.cheques(venue.units)}
        </Fact>
        {venue.shares.map(({ funder, cents }) => (
          <Fact key={funder} label={`${t('venue.shares')} ${words.funder(funder)}`}>
            <Amount cents={cents} />
          </Fact>
        ))}
      </dl>
      {waitingUnits > 0 && <p>{t('venue.waiting', { count: waitingUnits, n: writeCount(waitingUnits) })}</p>}
      <Lines lines={venue.lines} />
      {venue.earlier.lines > 0 && (
        <p>
          {t('venue.earlier', {
            count: venue.earlier.lines,
            n: writeCount(venue.earlier.lines),
            amount: writeAmount(venue.earlier.cents),
          })}
        </p>
      )}
    </>
  )
}

function Lines({ lines }: { readonly lines: ManagedVenue['lines'] }) {
  const { t } = useTranslation('manage')
  const words = useWords()
  return (
    <DataTable
      caption={t('venue.lines')}
      rows={lines}
      rowKey={({ entry }) => entry}
      empty={<StateDrawing state="nothing-yet">{t('venue.nothing')}</StateDrawing>}
      columns={[
        {
          key: 'line',
          label: t('venue.line'),
          heading: true,
          cell: ({ claimedAt }) => <Moment instant={claimedAt} />,
        },
        { key: 'pass', label: t('acts.about'), cell: (line) => <PassLink {...line} /> },
        { key: 'service', label: t('venue.service'), cell: ({ service }) => words.service(service) },
        { key: 'outcome', label: t('venue.outcome'), cell: ({ type }) => t(`outcomes.${type}`) },
        {
          key: 'transfers',
          label: t('venue.transfers'),
          cell: ({ transfers }) => <Transfers transfers={transfers} />,
        },
        {
          key: 'amount',
          label: t('venue.amount'),
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

function Transfers({ transfers }: { readonly transfers: readonly ManagedTransfer[] }) {
  const { t } = useTranslation('manage')
  const account = useAccountWords()
  if (transfers.length === 0) return t('venue.no-transfer')
  return transfers.map(({ number, debit, credit, cents }, index) => (
    <span key={`${number} ${index}`} className="manage-line">
      {t('venue.transfer', { debit: account(debit), credit: account(credit), amount: writeAmount(cents) })}
    </span>
  ))
}

/** An account of the ledger in words; `payable/ID` of this page is this venue's. */
function useAccountWords(): (account: string) => string {
  const { t } = useTranslation('manage')
  const words = useWords()
  return (account) => {
    const [kind = '', ...rest] = account.split('/')
    const name = rest.join('/')
    switch (kind) {
      case 'funder':
        return t('accounts.funder', { name: words.funder(name) })
      case 'pool':
      case 'outstanding':
        return t(`accounts.${kind}`, { name })
      case 'contingency':
      case 'payable':
      case 'paid':
        return t(`accounts.${kind}`)
      default:
        return t('accounts.other', { name: account })
    }
  }
}
