import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Picture } from '#client/ui/picture.tsx'
import { Bilingual } from './bilingual.tsx'

/** Three steps: choose, come, learn. The last one says what many do not dare to ask: it costs nothing. */
export function HowToUse() {
  const { t } = useTranslation('balance')
  return (
    <section className="balance-section">
      <h2>
        <Bilingual say={(say) => say('how.title')} />
      </h2>
      <ol role="list" className="balance-how">
        {steps.map(([step, picture]) => (
          <li key={step}>
            <Picture>{picture}</Picture>
            <span>{t(`how.${step}`)}</span>
          </li>
        ))}
      </ol>
    </section>
  )
}

const steps: readonly (readonly [step: 'choose' | 'show' | 'free', picture: ReactNode])[] = [
  [
    'choose',
    <>
      <path d="M4 58h36M8 58V26l14-12 14 12v32" />
      <path className="picture-fill" d="M8 26l14-12 14 12v32H8z" />
      <path d="M18 58V44h8v14" />
      <path
        className="picture-fill"
        d="M43 10h6l3 8-4 3a15 15 0 0 0 5 5l3-4 6 3v6a3 3 0 0 1-3 3A22 22 0 0 1 40 13a3 3 0 0 1 3-3z"
      />
    </>,
  ],
  [
    'show',
    <>
      <rect className="picture-fill" x="12" y="8" width="48" height="30" rx="3" />
      <path d="M18 15h14M18 22h10" />
      <path className="picture-solid" d="M40 14h14v14H40z" />
      <path className="picture-fill" d="M4 58V46l12-14c3-3 8 0 6 4l-4 7h18a5 5 0 0 1 0 10H24l-6 5z" />
    </>,
  ],
  [
    'free',
    <>
      <rect className="picture-fill" x="20" y="6" width="32" height="22" rx="3" />
      <path d="M30 34h12M36 28v6M27 13h12M27 20h18" />
      <circle className="picture-fill" cx="14" cy="38" r="7" />
      <circle className="picture-fill" cx="48" cy="42" r="6" />
      <path className="picture-fill" d="M3 60c0-8 4-12 11-12s11 4 11 12zM38 60c0-7 4-10 10-10s10 3 10 10z" />
    </>,
  ],
]
