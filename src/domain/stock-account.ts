import type { Instant } from './instant.ts'
import type { StockMove, StockPlace } from './stock.ts'

/** What a place received, gave and has left in a time, in passes. Opening and all that came, less all that went, is closing. */
export type StockAccount = {
  readonly opening: number
  readonly received: number
  readonly handedOut: number
  readonly takenBack: number
  readonly sent: number
  readonly returned: number
  readonly lost: number
  readonly damaged: number
  readonly found: number
  readonly closing: number
}

/** The account of a place from its moves, from an instant until before another. Rule Q9. */
export function accountOf(
  moves: readonly StockMove[],
  place: StockPlace,
  { from, until }: { readonly from: Instant; readonly until: Instant },
): StockAccount {
  const account: { -readonly [Part in keyof StockAccount]: number } = { ...emptyAccount }
  for (const move of moves) {
    const passes = move.to - move.from + 1
    const isIn = move.receiver === place
    if ((!isIn && move.sender !== place) || move.at >= until) continue
    account.closing += isIn ? passes : -passes
    if (move.at < from) account.opening += isIn ? passes : -passes
    else account[isIn ? cameFrom(move.sender) : wentTo(move.receiver)] += passes
  }
  return account
}

export const emptyAccount: StockAccount = {
  ...{ opening: 0, received: 0, handedOut: 0, takenBack: 0, sent: 0 },
  ...{ returned: 0, lost: 0, damaged: 0, found: 0, closing: 0 },
}

function cameFrom(place: StockPlace): 'received' | 'takenBack' | 'found' {
  if (place === 'person') return 'takenBack'
  return place === 'lost' || place === 'damaged' ? 'found' : 'received'
}

function wentTo(place: StockPlace): 'handedOut' | 'returned' | 'lost' | 'damaged' | 'sent' {
  switch (place) {
    case 'person':
      return 'handedOut'
    case 'printer':
      return 'returned'
    case 'lost':
    case 'damaged':
      return place
    default:
      return 'sent'
  }
}
