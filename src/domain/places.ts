/** The units of a pass while its claims are decided: how many are free, who keeps some, and who has each cheque. */
export type Places = {
  free: number
  readonly kept: Map<string, number>
  readonly holderOfCheque: Map<number, string>
}

type Claimant = { readonly id: string; readonly units: number; readonly cheque: number }

export function openPlaces(units: number): Places {
  return { free: units, kept: new Map(), holderOfCheque: new Map() }
}

/** Units that this claim may take now: those kept for it, and what is free. */
export function placeFor(places: Places, claim: Claimant): number {
  if (isTakenByAnother(places, claim)) return 0
  return Math.min(claim.units, (places.kept.get(claim.id) ?? 0) + Math.max(0, places.free))
}

/** Keeps what is free of the units wanted, unless that is fewer than `least`. */
export function reservePlace(places: Places, claim: Claimant, wanted: number, least: number): void {
  const kept = Math.min(wanted, placeFor(places, claim))
  if (kept > 0 && kept >= least) takePlace(places, claim, kept)
}

/** The claim has this many units, instead of those kept for it. */
export function takePlace(places: Places, { id, cheque }: Claimant, units: number): void {
  places.free -= units - (places.kept.get(id) ?? 0)
  places.kept.set(id, units)
  if (cheque === 0) return
  if (units > 0) places.holderOfCheque.set(cheque, id)
  else if (places.holderOfCheque.get(cheque) === id) places.holderOfCheque.delete(cheque)
}

function isTakenByAnother({ holderOfCheque }: Places, { id, cheque }: Claimant): boolean {
  const holder = holderOfCheque.get(cheque)
  return cheque > 0 && holder !== undefined && holder !== id
}
