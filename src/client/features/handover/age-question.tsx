import { useTranslation } from 'react-i18next'
import { ageBrackets, type AgeBracket } from '#domain/handover.ts'
import { AgePicture } from '#client/ui/age-picture.tsx'
import { ChoiceTiles } from '#client/ui/choice-tiles.tsx'

export function AgeQuestion(props: {
  readonly age: AgeBracket | undefined
  readonly onSay: (said: { readonly age: AgeBracket | undefined }) => void
}) {
  const { t } = useTranslation('handover')
  return (
    <ChoiceTiles
      legend={t('age.title')}
      legendHidden
      kind="one"
      choices={ageBrackets.map((age) => ({
        value: age,
        label: t(`age.${age}`),
        picture: <AgePicture name={age} />,
      }))}
      chosen={props.age ? [props.age] : []}
      onChoose={([chosen]) => props.onSay({ age: ageBrackets.find((age) => age === chosen) })}
    />
  )
}
