import { useTranslation } from 'react-i18next'
import type { Device } from '#client/device/device.ts'
import { useEntryWords } from '#client/device/entry-words.ts'
import { useOperatorWords } from '#client/device/operator-words.ts'
import { mayUndo, UndoAct } from '#client/device/undo-act.tsx'
import { useKnowledge, useObservable } from '#client/device/use-device.ts'
import { Notice } from '#client/ui/notice.tsx'
import { writeClock, writeDayOf } from '#client/ui/written.ts'

/** What this device did last, with its undo: the first thing to see after the app died in the middle of a day. */
export function LastAct({ device }: { readonly device: Device }) {
  const { t } = useTranslation('home')
  const words = useEntryWords()
  const by = useOperatorWords(device)
  const last = useObservable(device.lastAct)
  const held = useKnowledge(device)
  // What may be undone follows it.
  useObservable(device.sync.state)
  if (!last || !held) return null
  const { programme } = held.records
  const { act, about, outcome, said } = words(last, programme)
  const when = {
    day: writeDayOf(last.at, programme.timeZone),
    clock: writeClock(last.at, programme.timeZone),
  }
  return (
    <div className="last-act" data-entry={last.id}>
      <Notice
        title={t('last.title', when)}
        action={mayUndo(last, programme, device) && <UndoAct device={device} entry={last} />}
      >
        <p>{act}</p>
        <p>{about}</p>
        {last.operator && <p>{by(last)}</p>}
        <p>{outcome}</p>
        {said && <p>{said}</p>}
      </Notice>
    </div>
  )
}
