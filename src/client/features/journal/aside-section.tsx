import { useTranslation } from 'react-i18next'
import type { Programme } from '#domain/programme.ts'
import type { Device } from '#client/device/device.ts'
import { isDamaged } from '#client/store/sent-entry.ts'
import { isKeptAside, type StoredEntry } from '#client/store/stored-entry.ts'
import { EntryLine } from './entry-section.tsx'

/**
 * What waits for a person. `aside`: what the server has set aside, and what can never be read: a tablet hides none of it.
 * `contested`: its money waits, and the place is asked for its paper.
 */
export function AsideSection(props: {
  readonly why: 'aside' | 'contested'
  readonly device: Device
  readonly programme: Programme
  readonly entries: readonly StoredEntry[]
}) {
  const { t } = useTranslation('journal')
  const { why, device, programme, entries } = props
  if (entries.length === 0) return null
  return (
    <section className="entry-section" data-why={why}>
      <h2>{t(`${why}.title`, { count: entries.length })}</h2>
      <p>{t(`${why}.text`)}</p>
      <ul role="list">
        {entries.map((entry) => (
          <EntryLine key={entry.id} device={device} programme={programme} entry={entry} />
        ))}
      </ul>
    </section>
  )
}

export function isContested({ kind, outcome }: StoredEntry): boolean {
  return kind === 'redemption' && outcome?.reason === 'contested-by-person'
}

export function isAside(entry: StoredEntry): boolean {
  if (isContested(entry)) return false
  return isKeptAside(entry) || entry.outcome?.type === 'held' || isDamaged(entry)
}
