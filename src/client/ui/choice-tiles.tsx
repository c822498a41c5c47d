import './choice-tiles.css'
import { useId, type ReactNode } from 'react'

export type Choice = {
  readonly value: string
  readonly label: string
  readonly picture?: ReactNode
  /** The language of the label, when it is not the language of the screen. */
  readonly lang?: string | undefined
  readonly dir?: 'ltr' | 'rtl' | undefined
  /** A second line under the label. */
  readonly note?: string | undefined
  /** Among several choices, one that excludes the others. */
  readonly alone?: boolean | undefined
}

export type ChoiceTilesProps = {
  readonly legend: string
  readonly hint?: string | undefined
  readonly kind: 'one' | 'several'
  readonly choices: readonly Choice[]
  readonly chosen: readonly string[]
  readonly onChoose: (values: readonly string[]) => void
  /** The legend is spoken but not drawn, when the title of the screen asks the question. */
  readonly legendHidden?: boolean | undefined
}

/** A group of radio buttons or checkboxes drawn as big tiles. */
export function ChoiceTiles({
  legend,
  hint,
  kind,
  choices,
  chosen,
  onChoose,
  legendHidden,
}: ChoiceTilesProps) {
  const name = useId()
  const hintId = `${name}-hint`
  return (
    <fieldset className="choice-tiles" aria-describedby={hint ? hintId : undefined}>
      <legend className={legendHidden ? 'spoken-only' : 'choice-legend'}>{legend}</legend>
      {hint && (
        <p id={hintId} className="choice-hint">
          {hint}
        </p>
      )}
      <div className="choice-grid">
        {choices.map((choice) => (
          <label key={choice.value} className="choice-tile" data-pictured={choice.picture ? true : undefined}>
            <input
              className="choice-input"
              type={kind === 'one' ? 'radio' : 'checkbox'}
              name={name}
              value={choice.value}
              checked={chosen.includes(choice.value)}
              onChange={() =>
                onChoose(kind === 'one' ? [choice.value] : chosenAfter(choices, chosen, choice))
              }
            />
            {choice.picture}
            <span className="choice-words">
              <span lang={choice.lang} dir={choice.dir}>
                {choice.label}
              </span>
              {choice.note && <small className="choice-note">{choice.note}</small>}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

/** What is chosen once a tile is pressed: a choice that stands alone removes the others, and leaves with any other. */
export function chosenAfter(
  choices: readonly Choice[],
  chosen: readonly string[],
  pressed: Choice,
): readonly string[] {
  if (chosen.includes(pressed.value)) return chosen.filter((value) => value !== pressed.value)
  if (pressed.alone) return [pressed.value]
  const alone = new Set(choices.filter((choice) => choice.alone).map((choice) => choice.value))
  return [...chosen.filter((value) => !alone.has(value)), pressed.value]
}
