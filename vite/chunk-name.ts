type Chunk = { readonly name: string; readonly facadeModuleId?: string | null }

/** The texts of a language say so in their name: `assets/texts-ta-balance-….js`. The service worker sorts by it. */
export function chunkName({ facadeModuleId }: Chunk): string {
  const [, code, namespace] = /\/locales\/([^/]+)\/([^/]+)\.json$/.exec(facadeModuleId ?? '') ?? []
  return code === undefined ? 'assets/[name]-[hash].js' : `assets/texts-${code}-${namespace}-[hash].js`
}
