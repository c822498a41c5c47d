import type { Instant } from './instant.ts'
import type { Cents } from './money.ts'
import type { OfflineRules, Programme } from './programme.ts'

/** What the rules can cost and to whom, in units and cents. Proof of the first line: docs/rules.md, V19. */
export type Loss = { readonly units: number; readonly cents: Cents }

/** What of a programme a loss hangs on. */
export type Priced = Pick<Programme, 'unitCents' | 'rules'> & {
  readonly services: readonly { readonly cheques: number }[]
}

/**
 * What k devices in front of one pass lose at most: k − 1 times what one device may take of it beyond its list. A
 * cheque of a booklet is one unit; a card pays the dearest service.
 */
export function lossOnPass(programme: Priced, devices: number): Loss {
  return lossOf(programme, Math.max(0, devices - 1) * unitsBeyondList(programme))
}

/** What one device takes at most before it exchanges: the smaller of its two ceilings. */
export function deviceCeiling({ rules, unitCents }: Pick<Priced, 'rules' | 'unitCents'>): Loss {
  return lossOf({ unitCents }, Math.min(rules.unitsPerDevice, Math.floor(rules.centsPerDevice / unitCents)))
}

/**
 * What whoever holds a stolen tablet can claim until it is revoked, for one exchange: its ceiling, only with codes that
 * it has seen; `inStock`, the part of it that may be of passes that nobody was handed.
 */
export function stolenTablet(programme: Priced): { readonly all: Loss; readonly inStock: Loss } {
  const all = deviceCeiling(programme)
  const inStock = programme.rules.inStockPasses * unitsBeyondList(programme)
  return { all, inStock: lossOf(programme, Math.min(all.units, inStock)) }
}

/** How many devices know too little today, by when the head that each holds was signed; undefined for none. */
export function agesToday(
  rules: Pick<OfflineRules, 'agesAfter' | 'defersAfter'>,
  heads: readonly (Instant | undefined)[],
  now: Instant,
): { readonly ageing: number; readonly deferring: number } {
  const olderThan = (age: number) =>
    heads.filter((issuedAt) => issuedAt === undefined || now - issuedAt >= age).length
  return { ageing: olderThan(rules.agesAfter), deferring: olderThan(rules.defersAfter) }
}

/** Units of one pass that a device takes at most beyond its list: the cap, or one act when a service costs more. */
function unitsBeyondList({ rules, services, unitCents }: Priced): number {
  const ceiling = deviceCeiling({ rules, unitCents }).units
  const prices = services.map(({ cheques }) => cheques).filter((price) => price <= ceiling)
  return prices.length === 0 && ceiling === 0 ? 0 : Math.max(rules.unitsPerPass, ...prices)
}

function lossOf({ unitCents }: Pick<Priced, 'unitCents'>, units: number): Loss {
  return { units, cents: units * unitCents }
}
