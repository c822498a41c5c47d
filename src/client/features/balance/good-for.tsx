import './good-for.css'
import { useState } from 'react'
import type { Balance } from '#protocol/balance.ts'
import { Button } from '#client/ui/button.tsx'
import { ServiceDrawing } from '#client/ui/service-drawing.tsx'
import { ServiceInBoth } from '#client/ui/service-in-both.tsx'
import { Bilingual } from './bilingual.tsx'

/** As many as an eye takes in at once. */
const mostDrawings = 6

/** What a pass pays for: six drawings with their names, the others behind one button; a price where it is more than one cheque. */
export function GoodFor({ services }: Pick<Balance, 'services'>) {
  const [whole, setWhole] = useState(false)
  if (services.length === 0) return null
  const isCut = services.length > mostDrawings && !whole
  return (
    <section className="balance-section">
      <h2>
        <Bilingual say={(say) => say('services')} />
      </h2>
      <ul role="list" className="balance-services">
        {services.map((service, index) => (
          <li key={service.id} data-beyond={(isCut && index >= mostDrawings) || undefined}>
            <ServiceDrawing id={service.id} />
            <span>
              <ServiceInBoth service={service} />
              {service.cheques > 1 && (
                <small className="balance-price">
                  <Bilingual say={(say) => say('cheques', { count: service.cheques })} />
                </small>
              )}
            </span>
          </li>
        ))}
      </ul>
      {isCut && (
        <p className="screen-only">
          <Button kind="quiet" onClick={() => setWhole(true)}>
            <Bilingual say={(say) => say('more-services')} named />
          </Button>
        </p>
      )}
    </section>
  )
}
