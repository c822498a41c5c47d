import type { TFunction } from 'i18next'
import { InBoth, InFrenchToo } from '#client/ui/in-both.tsx'

export type Translate = TFunction<'balance'>

export type Sentence = {
  readonly say: (t: Translate) => string
  /** On a button and on a label. */
  readonly named?: boolean
}

/** A sentence, and under it the same in French for whoever helps. What a language leaves to French is said once. */
export function Bilingual({ say, named }: Sentence) {
  return <InBoth of="balance" say={say} named={named} />
}

/** The sentence in French, where the screen is in another language that has it. */
export function InFrench({ say }: Pick<Sentence, 'say'>) {
  return <InFrenchToo of="balance" say={say} />
}
