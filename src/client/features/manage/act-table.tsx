import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { DAY } from '#domain/instant.ts'
import { DataTable } from '#client/ui/data-table.tsx'
import type { ManagedAct } from '#protocol/manage/acts.ts'
import { Moment, PassLink, useWords } from './words.tsx'

export type ActTableProps = {
  readonly caption: string
  readonly acts: readonly ManagedAct[]
  readonly empty: ReactNode
  /** What a person may do of an act, under what became of it. */
  readonly actions?: ((act: ManagedAct) => ReactNode) | undefined
}

export function ActTable({ caption, acts, empty, actions }: ActTableProps) {
  const { t } = useTranslation('manage')
  const words = useWords()

  /** What the person chose to be called; the end of their id once that is forgotten. */
  function nameOf({ id, name }: NonNullable<ManagedAct['operator']>): string {
    return name ?? t('acts.operator', { id: id.slice(-4) })
  }

  return (
    <DataTable
      caption={caption}
      captionHidden
      rows={acts}
      rowKey={({ entry }) => entry}
      empty={empty}
      columns={[
        { key: 'when', label: t('acts.when'), heading: true, cell: (act) => <When act={act} /> },
        {
          key: 'what',
          label: t('acts.what'),
          cell: ({ kind, units, service }) => (
            <Two
              first={units > 0 ? `${words.kind(kind)} · ${words.cheques(units)}` : words.kind(kind)}
              second={service && words.service(service)}
            />
          ),
        },
        {
          key: 'where',
          label: t('acts.where'),
          cell: ({ structureName, deviceName, operator }) => (
            <Two
              first={structureName}
              second={[deviceName, operator && nameOf(operator)].filter(Boolean).join(' · ')}
            />
          ),
        },
        { key: 'about', label: t('acts.about'), cell: (act) => <PassLink {...act} /> },
        {
          key: 'outcome',
          label: t('acts.outcome'),
          cell: (act) => (
            <>
              <Two first={words.outcome(act.outcome)} second={words.reason(act.outcome?.reason ?? '')} />
              {actions?.(act)}
            </>
          ),
        },
      ]}
    />
  )
}

/** When it was done; and when it arrived, if that was long after. */
function When({ act }: { readonly act: ManagedAct }) {
  const { t } = useTranslation('manage')
  const words = useWords()
  const isLate = act.recordedAt - act.claimedAt > DAY / 24
  return (
    <>
      <Moment instant={act.claimedAt} />
      {isLate && (
        <span className="manage-soft manage-line">{t('acts.received', words.moment(act.recordedAt))}</span>
      )}
    </>
  )
}

function Two({ first, second }: { readonly first: string; readonly second: string }) {
  return (
    <>
      {first}
      {second && (
        <>
          {' '}
          <span className="manage-soft manage-line">{second}</span>
        </>
      )}
    </>
  )
}
