import { useTranslation } from 'react-i18next'
import type { Balance } from '#protocol/balance.ts'
import { Bilingual } from './bilingual.tsx'
import { ServiceDrawing } from './service-drawing.tsx'
import { ServiceName } from './service-name.tsx'

/** What a pass pays for: a drawing and a name each, and the price where it is more than one cheque. */
export function GoodFor({ services }: Pick<Balance, 'services'>) {
  const { t } = useTranslation('balance')
  if (services.length === 0) return null
  return (
    <section className="balance-section">
      <h2>
        <Bilingual say={(say) => say('services')} />
      </h2>
      <ul role="list" className="balance-services">
        {services.map((service) => (
          <li key={service.id}>
            <ServiceDrawing id={service.id} />
            <span>
              <ServiceName name={service.name} />
              {service.cheques > 1 && (
                <small className="balance-price">{t('cheques', { count: service.cheques })}</small>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
