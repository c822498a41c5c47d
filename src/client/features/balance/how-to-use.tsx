import './how-to-use.css'
import { StepPicture } from '#client/ui/step-picture.tsx'
import { Bilingual } from './bilingual.tsx'

/** Three steps: choose, come, learn. The last one says what many do not dare to ask: it costs nothing. */
export function HowToUse() {
  return (
    <section className="balance-section">
      <h2>
        <Bilingual say={(say) => say('how.title')} />
      </h2>
      <ol role="list" className="balance-how">
        {steps.map((step) => (
          <li key={step}>
            <StepPicture name={step} />
            <span>
              <Bilingual say={(say) => say(`how.${step}`)} />
            </span>
          </li>
        ))}
      </ol>
    </section>
  )
}

const steps = ['choose', 'show', 'free'] as const
