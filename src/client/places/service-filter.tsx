import { useTranslation } from 'react-i18next'
import type { Service } from '#domain/programme.ts'
import { InBoth } from '#client/ui/in-both.tsx'
import { ServiceDrawing } from '#client/ui/service-drawing.tsx'
import { ServiceName } from '#client/ui/service-name.tsx'

export type ServiceFilterProps = {
  readonly services: readonly Service[]
  readonly chosen: string | undefined
  readonly onChoose: (service: string | undefined) => void
}

/** What one wants to learn, each with its drawing; folded, because most want to see every place. */
export function ServiceFilter({ services, chosen, onChoose }: ServiceFilterProps) {
  const { t } = useTranslation('places')
  const current = services.find(({ id }) => id === chosen)
  if (services.length < 2) return null
  return (
    <details className="place-filter">
      <summary>
        <InBoth of="places" say={(say) => say('filter.question')} />
        <strong>{current ? <ServiceName service={current} /> : t('filter.all')}</strong>
      </summary>
      <div className="place-filter-choices">
        <button type="button" aria-pressed={chosen === undefined} onClick={() => onChoose(undefined)}>
          {t('filter.all')}
        </button>
        {services.map((service) => (
          <button
            key={service.id}
            type="button"
            aria-pressed={chosen === service.id}
            onClick={() => onChoose(service.id)}
          >
            <ServiceDrawing id={service.id} />
            <ServiceName service={service} />
          </button>
        ))}
      </div>
    </details>
  )
}
