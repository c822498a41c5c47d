import { useTranslation } from 'react-i18next'
import { channels, type Channel } from '#domain/handover.ts'
import { AnswerTiles } from '#client/ui/answer-tiles.tsx'
import { ChannelPicture } from '#client/ui/channel-picture.tsx'
import { SituationPicture } from '#client/ui/situation-picture.tsx'

/** One answer tells the programme where its paper and its people reach somebody. */
export function ChannelQuestion(props: {
  readonly channel: Channel | undefined
  readonly onAnswer: (said: { readonly channel: Channel | undefined }) => void
}) {
  const { t } = useTranslation('handover')
  return (
    <AnswerTiles
      label={t('channel.title')}
      answers={channels.map((channel) => ({
        value: channel,
        label: t(`channel.${channel}`),
        picture:
          channel === 'not-said' ? <SituationPicture name={channel} /> : <ChannelPicture name={channel} />,
      }))}
      given={props.channel}
      onAnswer={(given) => props.onAnswer({ channel: channels.find((channel) => channel === given) })}
    />
  )
}
