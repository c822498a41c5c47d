import { useTranslation } from 'react-i18next'

/** Fifty millimetres that a person measures: a printer that shrinks the page shows it here. */
export function Ruler() {
  const { t } = useTranslation('print')
  const marks = Array.from(
    { length: 51 },
    (_, at) => `M${at} 0v${at % 10 === 0 ? 3.5 : at % 5 === 0 ? 2.5 : 1.5}`,
  )
  return (
    <figure className="ruler">
      <svg aria-hidden="true" viewBox="-0.2 0 50.4 3.7" width="50.4mm" height="3.7mm">
        <path d={`M0 0.1h50${marks.join('')}`} />
      </svg>
      <figcaption>{t('ruler')}</figcaption>
    </figure>
  )
}
