import '#client/ui/in-both.css'
import type { i18n as I18n } from 'i18next'
import { french, type Language } from '#client/i18n/languages.ts'
import { explainedIn, type ExplainingTexts, type Say } from './explained-in.ts'

/** A sentence in the person's language, and smaller the same in French for who explains it. What is left to French is said once. */
export function InTheirs({
  i18n,
  language,
  say,
}: {
  readonly i18n: I18n
  readonly language: Language
  readonly say: Say
}) {
  const textsOf = (code: string) => i18n.getFixedT(code, [...explainedIn]) as unknown as ExplainingTexts
  const inFrench = say(textsOf(french.code))
  const theirs = say(textsOf(language.code))
  // The marks around a placeholder hang on the direction of the language that says it.
  const isLeft = theirs.replaceAll(marks, '') === inFrench.replaceAll(marks, '')
  return (
    <span className="in-theirs">
      {!isLeft && <span>{theirs}</span>}
      <span className={isLeft ? undefined : 'in-french'} lang={french.code} dir={french.dir}>
        {inFrench}
      </span>
    </span>
  )
}

/** Isolates of Unicode's bidirectional algorithm (UAX #9). */
const marks = /[\u2066-\u2069]/g
