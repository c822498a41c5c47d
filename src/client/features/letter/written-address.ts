import type { Structure } from '#domain/structure.ts'

/** Street, postcode and commune, as far as they are known. */
export function addressOf({ address, postcode, commune }: Structure): string {
  return [address, `${postcode} ${commune}`.trim()].filter(Boolean).join(', ')
}
