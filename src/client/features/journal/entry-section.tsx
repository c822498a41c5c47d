import { useTranslation } from 'react-i18next'
import type { Programme } from '#domain/programme.ts'
import type { Device } from '#client/device/device.ts'
import { useEntryWords } from '#client/device/entry-words.ts'
import { useOperatorWords } from '#client/device/operator-words.ts'
import { mayUndo, UndoAct } from '#client/device/undo-act.tsx'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { Clock } from '#client/ui/figures.tsx'
import { writeDay } from '#client/ui/written.ts'
import type { Section } from './sections-of.ts'

type Props = { readonly device: Device; readonly programme: Programme }

export function EntrySection({ device, programme, section }: Props & { readonly section: Section }) {
  const { t } = useTranslation('journal')
  return (
    <section className="entry-section">
      <h2>{section.day === undefined ? t('pending') : t('day', { day: writeDay(section.day) })}</h2>
      <ul role="list">
        {section.entries.map((entry) => (
          <EntryLine key={entry.id} device={device} programme={programme} entry={entry} />
        ))}
      </ul>
    </section>
  )
}

export function EntryLine({ device, programme, entry }: Props & { readonly entry: StoredEntry }) {
  const { act, about, outcome, said } = useEntryWords()(entry, programme)
  const by = useOperatorWords(device)(entry)
  return (
    <li
      className="entry"
      data-entry={entry.id}
      data-kind={entry.kind}
      data-outcome={entry.outcome?.type ?? entry.status}
    >
      <span className="entry-clock">
        <Clock instant={entry.at} timeZone={programme.timeZone} />
      </span>
      <div className="entry-words">
        <p className="entry-act">{act}</p>
        {about && <p className="entry-about">{about}</p>}
        {by && <p className="entry-by">{by}</p>}
        <p>{outcome}</p>
        {said && <p className="entry-said">{said}</p>}
      </div>
      {mayUndo(entry, programme, device) && <UndoAct device={device} entry={entry} kind="quiet" />}
    </li>
  )
}
