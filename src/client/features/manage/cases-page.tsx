import { useTranslation } from 'react-i18next'
import { DataTable } from '#client/ui/data-table.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { writeAmount } from '#client/ui/written.ts'
import { managedCases, type CaseSide, type HeldEntry, type ManagedCase } from '#protocol/manage.ts'
import { ManagedPage } from './managed-page.tsx'
import { Moment, PassLink, useWords } from './words.tsx'

export function CasesPage() {
  const { t } = useTranslation('manage')
  return (
    <ManagedPage title={t('cases.title')} path="cases" schema={managedCases}>
      {({ cases, held }) =>
        cases.length + held.length === 0 ? (
          <StateDrawing state="done">{t('cases.nothing')}</StateDrawing>
        ) : (
          <>
            <p>{t('cases.intro')}</p>
            <div>
              {cases.map((each) => (
                <Case key={`${each.entry} ${each.kind}`} opened={each} />
              ))}
            </div>
            <Held held={held} />
          </>
        )
      }
    </ManagedPage>
  )
}

function Case({ opened }: { readonly opened: ManagedCase }) {
  const { t } = useTranslation('manage')
  const words = useWords()
  return (
    <article className="manage-case">
      <h2>
        {t(`cases.kinds.${opened.kind}`)} · <PassLink batch={opened.batch} pass={opened.pass} />
      </h2>
      <p>
        {words.reason(opened.reason)}{' '}
        {opened.cents > 0 && t('cases.costs', { amount: writeAmount(opened.cents) })}{' '}
        <span className="manage-soft">{t('cases.opened', words.moment(opened.openedAt))}</span>
      </p>
      {opened.side && (
        <div className="manage-sides">
          <div>
            <h3>{t('cases.this-side')}</h3>
            <Side side={opened.side} />
          </div>
          <div>
            <h3>{t('cases.other-side')}</h3>
            {opened.others.length === 0 && <p>{t('cases.no-other')}</p>}
            {opened.others.map((side) => (
              <Side key={side.act.entry} side={side} />
            ))}
          </div>
        </div>
      )}
    </article>
  )
}

/** One device's side: what it did, what it knew, when the act arrived. */
function Side({ side }: { readonly side: CaseSide }) {
  const { t } = useTranslation('manage')
  const { t: frame } = useTranslation()
  const words = useWords()
  const { act, knew, headIssuedAt } = side
  const what = act.units > 0 ? `${words.kind(act.kind)} (${words.cheques(act.units)})` : words.kind(act.kind)
  const left = knew && { count: Math.max(0, knew.units - knew.used), units: knew.units }
  return (
    <ul className="manage-side">
      <li>
        {t('cases.act', {
          what,
          place: act.structureName,
          device: act.deviceName,
          ...words.moment(act.claimedAt),
        })}
      </li>
      <li>
        {knew && left && headIssuedAt !== null
          ? t('cases.knew', {
              ...words.moment(headIssuedAt),
              state: t(`pass-page.states.${knew.state}`).toLowerCase(),
              left: frame('cheques.row', left),
            })
          : t('cases.knew-nothing')}
        {knew?.chequeUsed && act.cheque > 0 && ` ${t('cases.knew-cheque')}`}
      </li>
      <li>{t('cases.arrived', { ...words.moment(act.recordedAt), outcome: words.outcome(act.outcome) })}</li>
    </ul>
  )
}

function Held({ held }: { readonly held: readonly HeldEntry[] }) {
  const { t } = useTranslation('manage')
  const words = useWords()
  return (
    <section className="manage-part">
      <h2>{t('cases.held-title')}</h2>
      <DataTable
        caption={t('cases.held-caption')}
        captionHidden
        rows={held}
        rowKey={({ device, hash }) => `${device} ${hash}`}
        empty={<p>{t('cases.held-nothing')}</p>}
        columns={[
          {
            key: 'when',
            label: t('cases.held-when'),
            heading: true,
            cell: ({ receivedAt }) => <Moment instant={receivedAt} />,
          },
          {
            key: 'device',
            label: t('cases.held-device'),
            cell: ({ deviceName, structureName }) => `${deviceName} · ${structureName}`,
          },
          {
            key: 'what',
            label: t('cases.held-what'),
            cell: ({ kind }) => (kind === null ? t('cases.unread') : words.kind(kind)),
          },
          { key: 'why', label: t('cases.held-why'), cell: ({ reason }) => words.reason(reason) },
        ]}
      />
    </section>
  )
}
