import { useTranslation } from 'react-i18next'
import { french, isFrench } from '#client/i18n/languages.ts'
import { useLanguage } from '#client/i18n/use-language.ts'
import { FrenchAside } from './in-both.tsx'
import { ServiceName, type ServiceNameProps } from './service-name.tsx'

/** A service in the person's language, and under it in French for whoever helps. What there is in French alone is said once. */
export function ServiceInBoth({ service }: ServiceNameProps) {
  const { language } = useLanguage()
  const { i18n } = useTranslation()
  const theirs: unknown =
    service.name[language.code] ?? i18n.getResource(language.code, 'places', `service.${service.id}`)
  const isSaid = isFrench(language) || typeof theirs !== 'string'
  return (
    <>
      <ServiceName service={service} />
      {!isSaid && <FrenchAside>{service.name[french.code]}</FrenchAside>}
    </>
  )
}
