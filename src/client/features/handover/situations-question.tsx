import { useTranslation } from 'react-i18next'
import { situations as known, type Situation } from '#domain/handover.ts'
import { ChoiceTiles } from '#client/ui/choice-tiles.tsx'
import { SituationPicture } from '#client/ui/situation-picture.tsx'

export function SituationsQuestion(props: {
  readonly situations: readonly Situation[]
  readonly onSay: (said: { readonly situations: readonly Situation[] }) => void
}) {
  const { t } = useTranslation('handover')
  return (
    <ChoiceTiles
      legend={t('situations.title')}
      legendHidden
      hint={t('situations.hint')}
      kind="several"
      choices={known.map((situation) => ({
        value: situation,
        label: t(`situations.${situation}`),
        picture: <SituationPicture name={situation} />,
        alone: situation === 'none' || situation === 'not-said',
      }))}
      chosen={props.situations}
      onChoose={(chosen) =>
        props.onSay({ situations: known.filter((situation) => chosen.includes(situation)) })
      }
    />
  )
}
