/**
 * Why the store does not open. `newer`: a newer app wrote it; `no-space`: the disk is full; `closed`: the browser
 * lets no page keep anything; `broken`: its files cannot be read.
 */
export const storeFaults = ['newer', 'no-space', 'closed', 'broken'] as const

export type StoreFault = (typeof storeFaults)[number]

export type StoreFailure = Error & { readonly storeFault: StoreFault }

export function storeFailure(storeFault: StoreFault, cause?: unknown): StoreFailure {
  return Object.assign(new Error(`the store does not open: ${storeFault}`, { cause }), { storeFault })
}

/** Any failure of an opening, by its name. */
export function storeFaultOf(error: unknown): StoreFault {
  if (error instanceof Error && 'storeFault' in error) return (error as StoreFailure).storeFault
  const words = wordsOf(error)
  if (/quota|failed to write blobs|disk|no space/i.test(words)) return 'no-space'
  if (/SecurityError|MissingAPI|InvalidState/.test(words)) return 'closed'
  return /VersionError/.test(words) ? 'newer' : 'broken'
}

/** Name and message of an error and of what stands behind it. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const inner = 'inner' in error && error.inner !== error ? wordsOf(error.inner) : ''
  return `${error.name} ${error.message} ${inner}`
}
