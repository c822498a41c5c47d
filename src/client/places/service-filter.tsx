import type { Service } from '#domain/programme.ts'
import { InBoth } from '#client/ui/in-both.tsx'
import { ServiceDrawing } from '#client/ui/service-drawing.tsx'
import { ServiceInBoth } from '#client/ui/service-in-both.tsx'

export type ServiceFilterProps = {
  readonly services: readonly Service[]
  readonly chosen: string | undefined
  readonly onChoose: (service: string | undefined) => void
}

/** What one wants to learn, each with its drawing; folded, because most want to see every place. */
export function ServiceFilter({ services, chosen, onChoose }: ServiceFilterProps) {
  const every = <InBoth of="places" say={(say) => say('filter.all')} />
  const current = services.find(({ id }) => id === chosen)
  if (services.length < 2) return null
  return (
    <details className="place-filter">
      <summary>
        <InBoth of="places" say={(say) => say('filter.question')} />
        <strong>{current ? <ServiceInBoth service={current} /> : every}</strong>
      </summary>
      <div className="place-filter-choices">
        <button type="button" aria-pressed={chosen === undefined} onClick={() => onChoose(undefined)}>
          {every}
        </button>
        {services.map((service) => (
          <button
            key={service.id}
            type="button"
            aria-pressed={chosen === service.id}
            onClick={() => onChoose(service.id)}
          >
            <ServiceDrawing id={service.id} />
            <span>
              <ServiceInBoth service={service} />
            </span>
          </button>
        ))}
      </div>
    </details>
  )
}
