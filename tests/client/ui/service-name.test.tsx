import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test, vi } from 'vitest'
import { heedLanguagePolicy } from '#client/i18n/language-policy.ts'
import { chooseLanguage, showNamespaces, startTranslation } from '#client/i18n/translation.ts'
import { ServiceName } from '#client/ui/service-name.tsx'
import tamil from '#locales/ta/places.json'

const inFrench = { fr: 'Courriels du programme' }

beforeAll(async () => {
  vi.stubGlobal('location', { search: '' })
  vi.stubGlobal('document', { documentElement: {} })
  await startTranslation()
  heedLanguagePolicy({ first: [], drafts: true })
  await showNamespaces(['balance', 'places'])
})

test('[Y25] a usual service is said in the person’s language where the programme has no words for it', async () => {
  await chooseLanguage('ta')
  expect(said('email', inFrench)).toBe(`<span dir="ltr">${tamil.service.email}</span>`)
  expect(said('email', { ...inFrench, ta: 'அஞ்சல்' })).toBe('<bdi dir="ltr">அஞ்சல்</bdi>')
})

test('[Y25] in French the programme’s words are said, and so is a service that nobody translated, marked as French', async () => {
  await chooseLanguage('fr')
  expect(said('email', inFrench)).toContain(inFrench.fr)
  await chooseLanguage('ta')
  expect(said('beekeeping', inFrench)).toBe(`<bdi lang="fr" dir="ltr">${inFrench.fr}</bdi>`)
})

function said(id: string, name: Readonly<Record<string, string>>): string {
  return renderToStaticMarkup(<ServiceName service={{ id, name }} />)
}
