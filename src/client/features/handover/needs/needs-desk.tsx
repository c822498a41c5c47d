import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import {
  needQuestionNames,
  needQuestions,
  suggestServices,
  type NeedQuestion,
  type Needs,
} from '#domain/needs.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { AnswerTiles } from '#client/ui/answer-tiles.tsx'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { NeedPicture } from './need-picture.tsx'
import { SuggestedService } from './suggested-service.tsx'

export type NeedsDeskProps = {
  readonly held: HeldKnowledge
  readonly onLeave: () => void
}

/** Three questions in pictures, and what to learn where. Nobody is asked who does not want to, and no answer is kept. */
export function NeedsDesk({ held, onLeave }: NeedsDeskProps) {
  const [asked, setAsked] = useState(0)
  const [needs, setNeeds] = useState<Needs>({})
  const question = needQuestionNames[asked]
  if (!question) return <Suggestions held={held} needs={needs} onLeave={onLeave} />
  return (
    <Asking
      key={question}
      question={question}
      onAnswer={(answer) => {
        setNeeds({ ...needs, [question]: answer })
        setAsked(asked + 1)
      }}
      onLeave={onLeave}
    />
  )
}

function Asking(props: {
  readonly question: NeedQuestion
  readonly onAnswer: (answer: string) => void
  readonly onLeave: () => void
}) {
  const { question, onAnswer, onLeave } = props
  const { t } = useTranslation('handover')
  const title = t(`needs.${question}.title`)
  return (
    <Screen {...useFrame()} title={title} back={{ label: t('needs.skip'), onBack: onLeave }}>
      <AnswerTiles
        label={title}
        answers={needQuestions[question].map((answer) => ({
          value: answer,
          label: t(`needs.answer.${answer}`),
          picture: <NeedPicture name={answer} />,
        }))}
        given={undefined}
        onAnswer={onAnswer}
      />
    </Screen>
  )
}

function Suggestions({ held, needs, onLeave }: NeedsDeskProps & { readonly needs: Needs }) {
  const { t } = useTranslation('handover')
  const { number, services } = held.records.programme
  const suggested = suggestServices(needs, services)
  return (
    <Screen
      {...useFrame()}
      title={t('needs.title')}
      back={{ label: t('needs.skip'), onBack: onLeave }}
      action={
        <Button large onClick={onLeave}>
          {t('needs.done')}
        </Button>
      }
    >
      {suggested.length === 0 && <p>{t('needs.none')}</p>}
      {(suggested.length > 0 ? suggested : services).map((service) => (
        <SuggestedService key={service.id} programme={number} service={service} />
      ))}
    </Screen>
  )
}
