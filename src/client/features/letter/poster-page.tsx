import { useTranslation } from 'react-i18next'
import { parseOpeningHours } from '#domain/opening-hours.ts'
import type { Programme } from '#domain/programme.ts'
import type { Structure } from '#domain/structure.ts'
import { languageOf } from '#client/i18n/languages.ts'
import { Figures } from '#client/ui/figures.tsx'
import { Handset } from '#client/ui/icon.tsx'
import { A4Page } from './a4-page.tsx'
import { addressOf } from './written-address.ts'
import { PaperHours } from './paper-hours.tsx'
import { PaperLanguagesSpoken } from './paper-languages-spoken.tsx'
import { usePaperLanguages, type PaperTranslate } from './paper-language.ts'
import { WorkshopDrawing } from './workshop-drawing.tsx'

export type PosterPageProps = {
  readonly structure: Structure
  readonly programme: Programme
  readonly codes: readonly string[]
}

/** For people who are not online: one picture, one promise, where, when, and whom to call. */
export function PosterPage({ structure, programme, codes }: PosterPageProps) {
  const { t } = useTranslation('letter')
  const { inFrench } = usePaperLanguages()
  const hours = parseOpeningHours(structure.hours)
  return (
    <A4Page kind="poster" label={t('poster.title')} largest={1.5} onTooLong={nothingLess}>
      <div className="poster-top">
        <WorkshopDrawing />
        <div lang="fr">
          <p className="poster-promise">{inFrench('paper:poster.promise')}</p>
          <p className="poster-come">{inFrench('paper:poster.come')}</p>
        </div>
      </div>
      <ul role="list" className="poster-languages">
        {codes.map((code) => (
          <PosterPromise key={code} code={code} />
        ))}
      </ul>
      <section className="poster-place" lang="fr">
        <div>
          <p className="poster-name">{structure.name}</p>
          <p className="poster-address">{addressOf(structure)}</p>
          {structure.invented && <p>{inFrench('places:invented')}</p>}
          <p className="paper-call poster-call">
            <Handset /> <Figures>{structure.telephone || programme.telephone}</Figures>
          </p>
          <PaperLanguagesSpoken codes={structure.languages ?? []} />
        </div>
        <PaperHours place={{ hours: hours.ok ? hours.value : undefined, structure }} />
      </section>
      <p className="paper-programme poster-programme" lang="fr">
        {programme.name}
        {programme.demonstration && (
          <strong className="paper-warning">{inFrench('frame:demonstration')}</strong>
        )}
      </p>
    </A4Page>
  )
}

/** The promise as its readers say it. A language that leaves it to French is not on the wall twice. */
function PosterPromise({ code }: { readonly code: string }) {
  const { i18n } = useTranslation()
  const { inFrench } = usePaperLanguages()
  const { dir } = languageOf(code)
  const own = i18n.getFixedT(code, 'paper') as unknown as PaperTranslate
  const [promise, come] = [own('paper:poster.promise'), own('paper:poster.come')]
  if (promise === inFrench('paper:poster.promise')) return null
  return (
    <li lang={code} dir={dir}>
      <strong>{promise}</strong> {come !== inFrench('paper:poster.come') && <span>{come}</span>}
    </li>
  )
}

/** Six languages, an address and a week always fit. */
function nothingLess(): void {}
