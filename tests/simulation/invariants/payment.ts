import { decodeEntry } from '#protocol/journal-entry.ts'
import type { EntryRow, Picture } from '../picture.ts'
import type { Town } from '../town.ts'

/** I5: a yes of a device that kept the rules is paid, and its rules are the server's. */
export function findUnpaid(town: Town, picture: Picture): readonly string[] {
  const wrongs: string[] = []
  const byId = new Map(picture.entries.map((row) => [row.entry, row]))
  // A handover that was undone stands as long as such a line was taken on it.
  const givenPasses = new Set(
    picture.entries
      .filter((row) => row.kind === 'handover' && row.conformance === 'conformant' && row.held === '')
      .map(({ batch, pass }) => `${batch}/${pass}`),
  )
  for (const told of town.told) {
    const row = told.entry === undefined ? undefined : byId.get(told.entry)
    if (!row || row.kind !== 'redemption' || told.verdict === 'confirmed') continue
    // What stands outside its chain is a person's to judge.
    if (row.held !== '') continue
    if (isBoundByCopy(town, picture, row)) continue
    // Where the head that it cites was lost, a yes is at the venue's own risk at worst: docs/decisions/025.
    if (isOfLostHead(row)) continue
    // Of a batch that went with a restore nobody can tell any more what it was worth: it is held for a person.
    if (town.restored && !picture.batches.some(({ number }) => number === told.code.batch)) continue
    if (told.verdict === 'accepted' && row.conformance !== 'conformant')
      wrongs.push(
        `I5 ${told.tablet} said yes by the rules, and act ${row.entry} is judged ${row.conformance}`,
      )
  }
  for (const row of picture.entries) {
    if (row.kind !== 'redemption' || row.conformance !== 'conformant') continue
    const latest = picture.outcomes.get(row.entry)?.at(-1)
    if (!latest || latest.type === 'voided') continue
    const batch = picture.batches.find(({ number }) => number === row.batch)
    const mayWait = !batch?.opened || !givenPasses.has(`${row.batch}/${row.pass}`)
    if (latest.type === 'waiting' && mayWait) continue
    if (latest.coveredUnits + latest.honouredUnits !== row.units)
      wrongs.push(`I5 act ${row.entry} kept the rules and is ${latest.type}: ${latest.reason}`)
  }
  return wrongs
}

/**
 * Two tablets speak as one device: the head that one of them said it holds binds the other too, so the server takes the
 * other's act for one by an older head, and a person decides.
 */
function isBoundByCopy({ doubled }: Town, { chains }: Picture, { device, bytes }: EntryRow): boolean {
  const read = decodeEntry(bytes)
  return doubled.has(device) && read.ok && read.value.head < (chains.get(device)?.head ?? 0)
}

function isOfLostHead({ conformance, head_forgotten }: EntryRow): boolean {
  return conformance === 'at-own-risk' && head_forgotten
}

/** I6: what is covered stays covered until its own device undoes it; no late arrival displaces it. */
export function findDisplaced(_: Town, picture: Picture): readonly string[] {
  const wrongs: string[] = []
  for (const [entry, outcomes] of picture.outcomes) {
    for (const [index, outcome] of outcomes.entries()) {
      const before = outcomes[index - 1]
      if (before?.type === 'covered' && outcome.type !== 'voided')
        wrongs.push(`I6 act ${entry} was covered and became ${outcome.type}`)
    }
  }
  return wrongs
}

/**
 * I7: k devices in front of one pass cost the contingency k − 1 times the price at most; what a restore forgot and what
 * was undone after its statement may each be lost once more (docs/rules.md, "What it hangs on").
 */
export function findOverdrafts(town: Town, picture: Picture): readonly string[] {
  const undone = new Set(picture.entries.map(({ target }) => target))
  const passes = new Map<string, { devices: Set<string>; price: number; lost: number; again: number }>()
  for (const row of picture.entries) {
    if (row.kind !== 'redemption' || row.batch === null) continue
    const key = `${row.batch}/${row.pass}`
    const pass = passes.get(key) ?? { devices: new Set(), price: 0, lost: 0, again: 0 }
    pass.devices.add(row.device)
    pass.price = Math.max(pass.price, row.units)
    const latest = picture.outcomes.get(row.entry)?.at(-1)
    // Paid by the contingency at a statement, although no rival took the unit: docs/decisions/020.
    const isWithoutHandover = latest?.reason === 'handover-never-came'
    pass.lost += isWithoutHandover ? 0 : (latest?.honouredUnits ?? 0)
    const isFreedLate = undone.has(row.entry) && picture.stated.has(row.entry)
    if (isFreedLate || town.forgotten.has(row.entry)) pass.again += row.units
    passes.set(key, pass)
  }
  const wrongs: string[] = []
  for (const [key, { devices, price, lost, again }] of passes) {
    const copies = [...devices].filter((device) => town.doubled.has(device)).length
    const bound = (devices.size + copies - 1) * price + again
    if (lost > bound) wrongs.push(`I7 pass ${key} lost ${lost} units with ${devices.size} devices`)
  }
  return wrongs
}
