import { StepPicture, type StepPictureName } from '#client/ui/step-picture.tsx'
import { Both } from './both.tsx'
import type { Say } from './paper-language.ts'

const steps: readonly (readonly [StepPictureName, Say])[] = [
  ['choose', (t) => t('balance:how.choose')],
  ['show', (t) => t('balance:how.show')],
  ['give', (t) => t('paper:letter.give')],
  ['free', (t) => t('balance:how.free')],
]

/** Four drawn steps, the first at the left: pictures have no direction. */
export function LetterSteps() {
  return (
    <section className="paper-part">
      <h3>
        <Both way="beside" say={(t) => t('balance:how.title')} />
      </h3>
      <ol role="list" className="letter-steps">
        {steps.map(([name, say], index) => (
          <li key={name}>
            <span className="letter-step-picture">
              <strong className="paper-rank">{index + 1}</strong>
              <StepPicture name={name} />
            </span>
            <Both way="under" say={say} />
          </li>
        ))}
      </ol>
    </section>
  )
}
