import './uses.css'
import { Day } from '#client/ui/figures.tsx'
import type { Balance } from '#protocol/balance.ts'
import { Bilingual } from './bilingual.tsx'
import { ServiceDrawing } from '#client/ui/service-drawing.tsx'
import { ServiceInBoth } from '#client/ui/service-in-both.tsx'

/** When the pass was used and for what; never where. */
export function Uses({ used, uses, services }: Pick<Balance, 'used' | 'uses' | 'services'>) {
  return (
    <section className="balance-section">
      <h2>
        <Bilingual say={(say) => say('uses.title')} />
      </h2>
      {uses.length === 0 && (
        <p>
          <Bilingual say={(say) => say(used === 0 ? 'uses.none' : 'uses.not-known')} />
        </p>
      )}
      <ol role="list" className="balance-uses">
        {uses.map((use, index) => {
          const service = services.find(({ id }) => id === use.service)
          return (
            <li key={index}>
              <ServiceDrawing id={use.service} />
              <span className="balance-use">
                <span>
                  <strong>
                    <Day day={use.day} />
                  </strong>
                  <span>
                    {service ? (
                      <ServiceInBoth service={service} />
                    ) : (
                      <Bilingual say={(say) => say('uses.other')} />
                    )}
                  </span>
                </span>
                <span className="balance-taken">
                  <Bilingual say={(say) => say('cheques', { count: use.units })} />
                </span>
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
