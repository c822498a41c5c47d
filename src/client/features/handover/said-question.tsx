import { AgeQuestion } from './age-question.tsx'
import { ChannelQuestion } from './channel-question.tsx'
import { GenderChoice } from './gender-choice.tsx'
import type { Question, Said } from './handover-state.ts'
import { LanguageQuestion } from './language-question.tsx'
import { SituationsQuestion } from './situations-question.tsx'

export type SaidQuestionProps = {
  readonly question: Question
  readonly said: Said
  readonly onSay: (said: Partial<Said>) => void
  readonly onAnswer: (said: Partial<Said>) => void
}

/** What a person is asked: categories, never a name. */
export function SaidQuestion({ question, said, onSay, onAnswer }: SaidQuestionProps) {
  switch (question) {
    case 'age':
      return <AgeQuestion age={said.age} onAnswer={onAnswer} />
    case 'situations':
      return (
        <>
          <SituationsQuestion situations={said.situations} onSay={onSay} />
          <GenderChoice gender={said.gender} onSay={onSay} />
        </>
      )
    case 'language':
      return <LanguageQuestion language={said.language} onAnswer={onAnswer} />
    case 'channel':
      return <ChannelQuestion channel={said.channel} onAnswer={onAnswer} />
  }
}
