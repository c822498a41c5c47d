import { useTranslation } from 'react-i18next'
import { lastUseOf } from '#domain/batch.ts'
import { firstPlaces } from '#domain/nearest-places.ts'
import { Loading } from '#client/frame/loading.tsx'
import { french, languageOf } from '#client/i18n/languages.ts'
import { useTextsOf } from '#client/i18n/use-texts-of.ts'
import { useKnownPlaces } from '#client/places/use-known-places.ts'
import { useOrigin } from '#client/places/use-origin.ts'
import { usePlaces } from '#client/places/use-places.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { ChequeRow } from '#client/ui/cheque-row.tsx'
import { Count, Day, Figures } from '#client/ui/figures.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { StepPicture, type StepPictureName } from '#client/ui/step-picture.tsx'
import { writeDistance } from '#client/ui/written-distance.ts'
import { InTheirs } from './in-theirs.tsx'
import { explainedIn, type Say } from './explained-in.ts'
import type { PassesInHand } from './handover-state.ts'

export type ExplanationProps = {
  readonly passes: PassesInHand
  readonly held: HeldKnowledge
  /** The person's language, or French. */
  readonly code: string
}

/** What a pass is, how much, until when and where: pictures first, in the person's language, French under it. */
export function Explanation(props: ExplanationProps) {
  const { t } = useTranslation('handover')
  const { i18n } = useTranslation()
  const texts = useTextsOf([french.code, props.code], explainedIn)
  if (!texts) return <Loading />
  const isThere = texts.absent.length === 0
  const language = languageOf(isThere ? props.code : french.code)
  return (
    <>
      {!isThere && <Notice>{t('explain.absent', { name: languageOf(props.code).frenchName })}</Notice>}
      <article className="explanation" lang={language.code} dir={language.dir}>
        <h2>
          <InTheirs i18n={i18n} language={language} say={(say) => say('paper:letter.title')} />
        </h2>
        <div className="explanation-part">
          <Worth {...props} say={(say) => <InTheirs i18n={i18n} language={language} say={say} />} />
        </div>
        <ol role="list" className="explanation-steps">
          {steps.map(([name, say]) => (
            <li key={name}>
              <StepPicture name={name} />
              <InTheirs i18n={i18n} language={language} say={say} />
            </li>
          ))}
        </ol>
        <NearHere held={props.held} say={(say) => <InTheirs i18n={i18n} language={language} say={say} />} />
      </article>
    </>
  )
}

type Drawn = { readonly say: (say: Say) => React.ReactNode }

const steps: readonly (readonly [StepPictureName, Say])[] = [
  ['choose', (t) => t('balance:how.choose')],
  ['show', (t) => t('balance:how.show')],
  ['give', (t) => t('paper:letter.give')],
  ['free', (t) => t('balance:how.free')],
]

/** The cheques in digits and drawn, and the last day; nothing of a pass that this tablet does not know. */
function Worth({ passes, say }: ExplanationProps & Drawn) {
  const { t } = useTranslation('handover')
  const batches = passes.flatMap(({ batch }) => batch ?? [])
  const units = batches.reduce((sum, batch) => sum + batch.units, 0)
  const lastDay = batches.map(lastUseOf).toSorted()[0]
  if (batches.length < passes.length || lastDay === undefined) return null
  return (
    <>
      <p className="explanation-units">
        <strong className="explanation-digits">
          <Count of={units} />
        </strong>
        {say((words) => words('balance:left', { count: units }))}
      </p>
      {batches.map((batch, place) => (
        <ChequeRow key={place} units={batch.units} used={0} label={t('pass.row', { units: batch.units })} />
      ))}
      <p className="explanation-until">
        {say((words) => words('balance:until.title'))}
        <strong className="explanation-day">
          <Day day={lastDay} />
        </strong>
      </p>
    </>
  )
}

const few = 3

/** Where to go from here; nothing while this tablet knows no place. */
function NearHere({ held, say }: Pick<ExplanationProps, 'held'> & Drawn) {
  const shown = useKnownPlaces(held.records.programme.number)
  const { origin } = useOrigin('shared')
  const found = usePlaces(shown.type === 'known' ? shown.places : undefined, origin, undefined)
  const places = firstPlaces(found?.places ?? [], few)
  if (places.length === 0) return null
  return (
    <section className="explanation-places">
      <h3>{say((words) => words('places:title'))}</h3>
      <ul role="list">
        {places.map(({ structure, metres }) => (
          <li key={structure.id} lang={french.code} dir={french.dir}>
            <strong>{structure.name}</strong>
            <span>
              {[structure.address, structure.commune].filter(Boolean).join(', ')}
              {metres !== undefined && (
                <>
                  {' · '}
                  <Figures>{writeDistance(metres)}</Figures>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
