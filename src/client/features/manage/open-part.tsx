import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { writeAmount, writeDayOf } from '#client/ui/written.ts'
import { openBatchAnswer, type ManagedBatch } from '#protocol/manage/batches.ts'
import { useManager } from './use-manager.ts'
import { useChange } from './use-change.ts'

/** Opening cannot be undone: it is asked twice, with the amount. */
export function OpenPart({
  batch,
  onOpened,
}: {
  readonly batch: ManagedBatch
  readonly onOpened: () => void
}) {
  const { t } = useTranslation('manage')
  const { t: frame } = useTranslation()
  const { timeZone } = useManager().programme
  const [isAsking, setAsking] = useState(false)
  const { isAsked, failure, change } = useChange(openBatchAnswer)

  async function open(): Promise<void> {
    const answer = await change(`batches/${batch.batch}/open`, {})
    if (!answer) return
    setAsking(false)
    announce(frame('state.done'))
    onOpened()
  }

  return (
    <section className="manage-part">
      <h2>{t('batch.open')}</h2>
      {batch.openedAt !== null && <p>{t('batch.opened', { day: writeDayOf(batch.openedAt, timeZone) })}</p>}
      {batch.openedAt === null && <p>{t('batch.open-text')}</p>}
      {failure && <Notice weight="important" title={failure} />}
      {batch.openedAt === null && !isAsking && (
        <Button kind="secondary" onClick={() => setAsking(true)}>
          {t('batch.open-go')}
        </Button>
      )}
      {batch.openedAt === null && isAsking && (
        <Notice
          weight="important"
          title={t('batch.open-sure', { amount: writeAmount(batch.funnel.ordered.cents) })}
          action={
            <>
              <Button kind="danger" disabled={isAsked} onClick={() => void open()}>
                {t('batch.open-yes')}
              </Button>
              <Button kind="quiet" onClick={() => setAsking(false)}>
                {frame('action.cancel')}
              </Button>
            </>
          }
        />
      )}
    </section>
  )
}
