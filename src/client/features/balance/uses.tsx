import { useTranslation } from 'react-i18next'
import { Day } from '#client/ui/figures.tsx'
import type { Balance } from '#protocol/balance.ts'
import { Bilingual } from './bilingual.tsx'
import { ServiceDrawing } from '#client/ui/service-drawing.tsx'
import { ServiceName } from '#client/ui/service-name.tsx'

/** When the pass was used and for what; never where. */
export function Uses({ used, uses, services }: Pick<Balance, 'used' | 'uses' | 'services'>) {
  const { t } = useTranslation('balance')
  return (
    <section className="balance-section">
      <h2>
        <Bilingual say={(say) => say('uses.title')} />
      </h2>
      {uses.length === 0 && <p>{t(used === 0 ? 'uses.none' : 'uses.not-known')}</p>}
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
                  <span>{service ? <ServiceName service={service} /> : t('uses.other')}</span>
                </span>
                <span className="balance-taken">{t('cheques', { count: use.units })}</span>
              </span>
            </li>
          )
        })}
      </ol>
    </section>
  )
}
