import type { Service } from '#domain/programme.ts'
import { french } from '#client/i18n/languages.ts'
import { ServiceDrawing } from '#client/ui/service-drawing.tsx'
import { Both } from './both.tsx'
import { usePaperLanguages } from './paper-language.ts'

/** The pictures that stand at each place, once with their names. */
export function ServiceLegend({ services }: { readonly services: readonly Service[] }) {
  const { own } = usePaperLanguages()
  const code = own?.language.code
  return (
    <section className="paper-part">
      <h3>
        <Both way="beside" say={(t) => t('balance:services')} />
      </h3>
      <ul role="list" className="letter-services">
        {services.map(({ id, name }) => (
          <li key={id}>
            <ServiceDrawing id={id} />
            <span className="both" data-way="under">
              <span className="both-french" lang={french.code}>
                {name.fr}
              </span>
              {code !== undefined && name[code] !== undefined && (
                <bdi className="both-own" lang={code} dir={own?.language.dir}>
                  {name[code]}
                </bdi>
              )}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
