import { french } from '#client/i18n/languages.ts'
import { bothOf, usePaperLanguages, type Say } from './paper-language.ts'

export type BothProps = {
  readonly say: Say
  /** French and the person's language side by side, or theirs first and French under it. */
  readonly way: 'beside' | 'under'
}

/** A sentence on paper, in French and in the language of the person. What is left to French is said once. */
export function Both({ say, way }: BothProps) {
  const languages = usePaperLanguages()
  const said = bothOf(languages, say)
  const { language } = languages.own ?? { language: french }
  return (
    <span className="both" data-way={way} dir="ltr">
      <span className="both-french" lang={french.code} dir={french.dir}>
        {said.french}
      </span>
      {said.own !== undefined && (
        <span className="both-own" lang={language.code} dir={language.dir}>
          {said.own}
        </span>
      )}
    </span>
  )
}
