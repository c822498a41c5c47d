import { forBeneficiaries } from '../src/client/i18n/audience.ts'

/**
 * What people who hold a pass read in a language is one file, and what staff read in it another: a tablet that offers
 * twenty languages fetches twenty files, not a hundred. French stays in parts, each loaded with its screens.
 *
 * The language is in the name, `assets/texts-ta-person-….js`: the service worker sorts by it.
 */
export function chunkOfTexts(module: string): string | null {
  const { code, namespace } = textsIn(module)
  if (namespace === undefined || namespace === 'status' || code === 'fr') return null
  return `texts-${code}-${forBeneficiaries.includes(namespace) ? 'person' : 'staff'}`
}

/** The French of a family of screens: `assets/texts-fr-balance-….js`. */
export function chunkName({ facadeModuleId }: Chunk): string {
  const { code, namespace } = textsIn(facadeModuleId ?? '')
  return namespace === undefined ? 'assets/[name]-[hash].js' : `assets/texts-${code}-${namespace}-[hash].js`
}

type Chunk = { readonly facadeModuleId?: string | null }

function textsIn(module: string): { readonly code?: string; readonly namespace?: string } {
  return /\/locales\/(?<code>[^/]+)\/(?<namespace>[^/]+)\.json$/.exec(module)?.groups ?? {}
}
