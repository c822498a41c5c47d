import { useTranslation } from 'react-i18next'
import { ageBrackets, type AgeBracket } from '#domain/handover.ts'
import { AgePicture } from '#client/ui/age-picture.tsx'
import { AnswerTiles } from '#client/ui/answer-tiles.tsx'

export function AgeQuestion(props: {
  readonly age: AgeBracket | undefined
  readonly onAnswer: (said: { readonly age: AgeBracket | undefined }) => void
}) {
  const { t } = useTranslation('handover')
  return (
    <AnswerTiles
      label={t('age.title')}
      answers={ageBrackets.map((age) => ({
        value: age,
        label: t(`age.${age}`),
        picture: <AgePicture name={age} />,
      }))}
      given={props.age}
      onAnswer={(given) => props.onAnswer({ age: ageBrackets.find((age) => age === given) })}
    />
  )
}
