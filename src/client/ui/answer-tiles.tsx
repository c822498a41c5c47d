import './choice-tiles.css'
import type { Choice } from './choice-tiles.tsx'
import { isFirstTap } from './is-first-tap.ts'

export type AnswerTilesProps = {
  /** The question, spoken before the answers; the screen shows it. */
  readonly label: string
  readonly answers: readonly Choice[]
  readonly given: string | undefined
  readonly onAnswer: (value: string) => void
}

/** One question of one answer: a press on a tile answers it. The second press of a double tap answers nothing. */
export function AnswerTiles({ label, answers, given, onAnswer }: AnswerTilesProps) {
  return (
    <div className="choice-grid" role="group" aria-label={label}>
      {answers.map(({ value, label: words, picture, lang, dir, note }) => (
        <button
          key={value}
          type="button"
          className="choice-tile"
          data-pictured={picture ? true : undefined}
          aria-pressed={value === given}
          onClick={(event) => isFirstTap(event) && onAnswer(value)}
        >
          {picture}
          <span className="choice-words">
            <span lang={lang} dir={dir}>
              {words}
            </span>
            {note && <small className="choice-note">{note}</small>}
          </span>
        </button>
      ))}
    </div>
  )
}
