import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { blockAnswer, type ManagedPass } from '#protocol/manage/passes.ts'
import { blockActOf } from './block-act.ts'
import { Quote } from './case-history.tsx'
import { ReasonPart } from './reason-part.tsx'
import { useChange } from './use-change.ts'
import { useWords } from './words.tsx'

export type PassPartProps = {
  readonly pass: ManagedPass
  /** With what was done, as a sentence. */
  readonly onChanged: (said: string) => void
}

/** Blocks a pass that is lost or stolen, or gives it back to the person. */
export function BlockPart({ pass, onChanged }: PassPartProps) {
  const { t } = useTranslation('manage')
  const words = useWords()
  const [isOpen, setOpen] = useState(false)
  const [refusal, setRefusal] = useState<string>()
  const { isAsked, failure, change } = useChange(blockAnswer)
  const act = blockActOf(pass)

  async function confirm(why: string): Promise<void> {
    if (act === undefined) return
    const answer = await change(`passes/${pass.batch}/${pass.pass}/${act}`, { why })
    if (!answer) return
    if (answer.type === 'refused') return setRefusal(t(`block.refused.${answer.reason}`))
    const said = t(`block.result.${answer.type}`)
    announce(said)
    setOpen(false)
    onChanged(said)
  }

  return (
    <section className="manage-part">
      <h2>{t('block.title')}</h2>
      {pass.blocks.length > 0 && (
        <ol className="manage-history">
          {pass.blocks.map(({ blocks, at, deviceName, why }) => (
            <li key={at}>
              {t(blocks ? 'block.blocked-at' : 'block.unblocked-at', {
                ...words.moment(at),
                device: deviceName,
              })}{' '}
              <Quote words={why} />
            </li>
          ))}
        </ol>
      )}
      {act === undefined ? (
        <p>{t('block.closed')}</p>
      ) : isOpen ? (
        <ReasonPart
          title={t(`block.sure.${act}`)}
          text={t(`block.text.${act}`)}
          hint={t('reason.kept')}
          confirm={t(`block.yes.${act}`)}
          kind={act === 'block' ? 'danger' : 'primary'}
          isAsked={isAsked}
          failure={refusal ?? failure}
          onConfirm={(why) => void confirm(why)}
          onCancel={() => setOpen(false)}
        />
      ) : (
        <Button kind="secondary" onClick={() => setOpen(true)}>
          {t(`block.do.${act}`)}
        </Button>
      )}
    </section>
  )
}
