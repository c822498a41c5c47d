import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DataTable } from '#client/ui/data-table.tsx'
import { Field } from '#client/ui/field.tsx'
import { Count, Day } from '#client/ui/figures.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { managedFollowUp, type ManagedFollowUp } from '#protocol/manage/follow-up.ts'
import { ManagedPage } from './managed-page.tsx'
import { useManager } from './use-manager.ts'
import { WaitsPart } from './waits-part.tsx'
import { writtenSeries } from './written-series.ts'

const choices = [14, 30, 60, 90] as const

/** Passes that people hold: whom to remind, without knowing who they are, and how long they wait. */
export function FollowUpPage() {
  const { t } = useTranslation('manage')
  const [unused, setUnused] = useState(30)
  const [ending, setEnding] = useState(60)
  return (
    <ManagedPage
      title={t('follow-up.title')}
      path={`follow-up?unused=${unused}&ending=${ending}`}
      schema={managedFollowUp}
    >
      {(followUp) => (
        <>
          <p>{t('follow-up.intro')}</p>
          <section className="manage-part">
            <h2>{t('follow-up.unused.title')}</h2>
            <DaysField label={t('follow-up.unused.for')} days={unused} onChange={setUnused} />
            <UnusedTable rows={followUp.unused} />
          </section>
          <section className="manage-part">
            <h2>{t('follow-up.ending.title')}</h2>
            <DaysField label={t('follow-up.ending.within')} days={ending} onChange={setEnding} />
            <EndingTable rows={followUp.ending} />
          </section>
          <WaitsPart followUp={followUp} />
        </>
      )}
    </ManagedPage>
  )
}

function DaysField(props: {
  readonly label: string
  readonly days: number
  readonly onChange: (days: number) => void
}) {
  const { t } = useTranslation('manage')
  return (
    <Field label={props.label}>
      {(control) => (
        <select
          {...control}
          value={props.days}
          onChange={(event) => props.onChange(Number(event.target.value))}
        >
          {choices.map((count) => (
            <option key={count} value={count}>
              {t('follow-up.days', { count })}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}

type Place = Pick<
  ManagedFollowUp['unused'][number],
  'structure' | 'structureName' | 'batch' | 'series' | 'passes'
>

function usePlaceColumns() {
  const { t } = useTranslation('manage')
  return [
    {
      key: 'where',
      label: t('follow-up.unused.where'),
      heading: true,
      cell: ({ structureName }: Place) => structureName,
    },
    {
      key: 'series',
      label: t('follow-up.unused.series'),
      cell: ({ batch, series }: Place) => writtenSeries(batch, series),
    },
    {
      key: 'count',
      label: t('follow-up.unused.count'),
      numeric: true,
      cell: ({ passes }: Place) => <Count of={passes} />,
    },
  ]
}

function UnusedTable({ rows }: { readonly rows: ManagedFollowUp['unused'] }) {
  const { t } = useTranslation('manage')
  const { timeZone } = useManager().programme
  return (
    <DataTable
      caption={t('follow-up.unused.title')}
      captionHidden
      rows={rows}
      rowKey={({ structure, batch }) => `${structure} ${batch}`}
      empty={<StateDrawing state="done">{t('follow-up.unused.none')}</StateDrawing>}
      columns={[
        ...usePlaceColumns(),
        {
          key: 'oldest',
          label: t('follow-up.unused.oldest'),
          cell: ({ oldest }) => <Day instant={oldest} timeZone={timeZone} />,
        },
      ]}
    />
  )
}

function EndingTable({ rows }: { readonly rows: ManagedFollowUp['ending'] }) {
  const { t } = useTranslation('manage')
  return (
    <DataTable
      caption={t('follow-up.ending.title')}
      captionHidden
      rows={rows}
      rowKey={({ structure, batch }) => `${structure} ${batch}`}
      empty={<StateDrawing state="done">{t('follow-up.ending.none')}</StateDrawing>}
      columns={[
        ...usePlaceColumns(),
        {
          key: 'left',
          label: t('follow-up.ending.left'),
          numeric: true,
          cell: ({ units }) => <Count of={units} />,
        },
        {
          key: 'last-day',
          label: t('follow-up.ending.last-day'),
          cell: ({ lastDay }) => <Day day={lastDay} />,
        },
      ]}
    />
  )
}
