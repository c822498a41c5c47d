import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import {
  replacementAnswer,
  type ReplacementRefusal,
  type ReplacementRequest,
} from '#protocol/manage/passes.ts'
import type { PassPartProps } from './block-part.tsx'
import { Quote } from './case-history.tsx'
import { FindPass, type FoundPass } from './find-pass.tsx'
import { ReasonPart } from './reason-part.tsx'
import { useChange } from './use-change.ts'
import { PassLink, useWords } from './words.tsx'

/** Which pass took the place of which; and another one takes the place of this one, found by its printed number. */
export function ReplacePart({ pass, onChanged }: PassPartProps) {
  const { t } = useTranslation('manage')
  const words = useWords()
  const [step, setStep] = useState<Step>({ type: 'closed' })
  const isNewest = pass.family.some((key) => key.newest && key.batch === pass.batch && key.pass === pass.pass)
  return (
    <section className="manage-part">
      <h2>{t('replace.title')}</h2>
      {pass.replacements.length > 0 && (
        <ol className="manage-history">
          {pass.replacements.map(({ former, newer, at, deviceName, why }) => (
            <li key={at}>
              <PassLink {...former} /> {t('replace.by')} <PassLink {...newer} />{' '}
              {t('replace.at', { ...words.moment(at), device: deviceName })} <Quote words={why} />
            </li>
          ))}
        </ol>
      )}
      {!isNewest && <p>{t('replace.not-newest')}</p>}
      {isNewest && step.type === 'closed' && (
        <Button kind="secondary" onClick={() => setStep({ type: 'asking' })}>
          {t('replace.do')}
        </Button>
      )}
      {isNewest && step.type === 'asking' && (
        <FindPass
          label={t('replace.number')}
          go={t('replace.find')}
          onFound={(newer) => setStep({ type: 'found', newer })}
        />
      )}
      {isNewest && step.type === 'found' && (
        <Confirm
          pass={pass}
          newer={step.newer}
          onCancel={() => setStep({ type: 'closed' })}
          onChanged={(said) => {
            setStep({ type: 'closed' })
            onChanged(said)
          }}
        />
      )}
    </section>
  )
}

type Step = { readonly type: 'closed' | 'asking' } | { readonly type: 'found'; readonly newer: FoundPass }

function Confirm(props: PassPartProps & { readonly newer: FoundPass; readonly onCancel: () => void }) {
  const { pass, newer, onCancel, onChanged } = props
  const { t } = useTranslation('manage')
  const [refusal, setRefusal] = useState<ReplacementRefusal>()
  const { isAsked, failure, change } = useChange(replacementAnswer)
  const names = {
    former: t('pass', { batch: pass.batch, pass: pass.pass + 1 }),
    newer: t('pass', { batch: newer.batch, pass: newer.pass + 1 }),
  }

  async function confirm(why: string): Promise<void> {
    const asked: ReplacementRequest = { ...newer, why }
    const answer = await change(`passes/${pass.batch}/${pass.pass}/replace`, asked)
    if (!answer) return
    if (answer.type === 'refused') {
      setRefusal(answer.reason)
      announce(t(`replace.refused.${answer.reason}`), 'assertive')
      return
    }
    const said = t('replace.done', names)
    announce(said)
    onChanged(said)
  }

  return (
    <ReasonPart
      title={t('replace.sure', names)}
      text={t('replace.text')}
      hint={t('reason.kept')}
      confirm={t('replace.yes')}
      isAsked={isAsked}
      failure={refusal ? t(`replace.refused.${refusal}`) : failure}
      onConfirm={(why) => void confirm(why)}
      onCancel={onCancel}
    >
      {!pass.handedOver && <p>{t('replace.with-nobody', names)}</p>}
    </ReasonPart>
  )
}
