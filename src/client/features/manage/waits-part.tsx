import { useTranslation } from 'react-i18next'
import { waits, type Wait } from '#domain/follow-up.ts'
import { channels } from '#domain/handover.ts'
import { spokenLanguages } from '#client/i18n/spoken-languages.ts'
import { DataTable } from '#client/ui/data-table.tsx'
import { Count } from '#client/ui/figures.tsx'
import type { ManagedFollowUp } from '#protocol/manage/follow-up.ts'

type Row = {
  readonly name: string
  readonly passes: number
  readonly waits: Partial<Record<Wait, number | undefined>>
}

/** How long it takes from the handover to the first cheque, for all and by what people said. */
export function WaitsPart({ followUp }: { readonly followUp: ManagedFollowUp }) {
  const { t } = useTranslation('manage')
  const { waits: all, languages, channels: heard } = followUp
  const total = waits.reduce((sum, wait) => sum + (all[wait] ?? 0), 0)
  return (
    <section className="manage-part">
      <WaitsTable
        caption={t('follow-up.waits.title')}
        rows={[{ name: t('follow-up.waits.all'), passes: total, waits: all }]}
      />
      <WaitsTable
        caption={t('follow-up.languages')}
        rows={languages.map((row) => ({ ...row, name: languageOf(row.value) }))}
      />
      <WaitsTable
        caption={t('follow-up.channels')}
        rows={heard.map((row) => ({ ...row, name: channelOf(row.value) }))}
      />
      <p className="manage-soft">{t('follow-up.waits.masked')}</p>
    </section>
  )

  function languageOf(value: string | null): string {
    if (value === null) return t('follow-up.others')
    if (value === 'not-said') return t('follow-up.not-said')
    return spokenLanguages.find(({ code }) => code === value)?.frenchName ?? value
  }

  function channelOf(value: string | null): string {
    const known = channels.find((channel) => channel === value)
    if (known === undefined) return t('follow-up.others')
    return known === 'not-said' ? t('follow-up.not-said') : t(`follow-up.channel.${known}`)
  }
}

function WaitsTable({ caption, rows }: { readonly caption: string; readonly rows: readonly Row[] }) {
  const { t } = useTranslation('manage')
  return (
    <DataTable
      caption={caption}
      rows={rows}
      rowKey={({ name }) => name}
      empty={
        <p>
          <strong>{caption}</strong>
          <br />
          {t('follow-up.too-few')}
        </p>
      }
      columns={[
        { key: 'name', label: t('follow-up.waits.who'), heading: true, cell: ({ name }) => name },
        {
          key: 'passes',
          label: t('follow-up.waits.passes'),
          numeric: true,
          cell: ({ passes }) => <Count of={passes} />,
        },
        ...waits.map((wait) => ({
          key: wait,
          label: t(`follow-up.waits.${wait}`),
          numeric: true,
          cell: ({ waits: of }: Row) => {
            const count = of[wait]
            return count === undefined ? t('follow-up.waits.hidden') : <Count of={count} />
          },
        })),
      ]}
    />
  )
}
