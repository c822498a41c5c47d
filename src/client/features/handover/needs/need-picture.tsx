import type { NeedAnswer, NeedQuestion } from '#domain/needs.ts'
import { ChannelPicture } from '#client/ui/channel-picture.tsx'
import { Picture } from '#client/ui/picture.tsx'
import { ServicePicture } from '#client/ui/service-picture.tsx'
import { SituationPicture } from '#client/ui/situation-picture.tsx'

export function NeedPicture({ name }: { readonly name: NeedAnswer<NeedQuestion> }) {
  return drawings[name]
}

const steps = ['M6 58h16V44H6z', 'M24 58h16V30H24z', 'M42 58h16V16H42z'] as const

/** Stairs of which so many are climbed. */
function Stairs({ climbed }: { readonly climbed: number }) {
  return (
    <Picture>
      {steps.map((step, place) => (
        <path key={step} className={place < climbed ? 'picture-solid' : 'picture-fill'} d={step} />
      ))}
    </Picture>
  )
}

const drawings = {
  phone: <ServicePicture name="smartphone" />,
  computer: <ServicePicture name="first-steps" />,
  nothing: <SituationPicture name="none" />,
  little: <Stairs climbed={1} />,
  some: <Stairs climbed={2} />,
  much: <Stairs climbed={3} />,
  letters: <ServicePicture name="online-formalities" />,
  family: <ChannelPicture name="messages" />,
  work: <SituationPicture name="seeks-work" />,
  writing: <ServicePicture name="word-processing" />,
} as const
