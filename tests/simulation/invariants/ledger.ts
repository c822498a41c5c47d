import { balancesOf } from '#domain/ledger.ts'
import { decideOutcomes, usedBy, type RecordedClaim } from '#domain/outcome.ts'
import type { Conformance } from '#domain/conformance.ts'
import { lookUpPass } from '#protocol/pass-list.ts'
import { exampleProgramme } from '../example-programme.ts'
import type { EntryRow, Picture } from '../picture.ts'
import type { Town } from '../town.ts'

/** I8: the outcomes are what the rules make of the entries, and the lists say what the outcomes hold. */
export function findDrift(_: Town, picture: Picture): readonly string[] {
  const wrongs: string[] = []
  for (const batch of picture.batches) {
    const list = picture.lists.get(batch.number)
    for (let pass = 0; pass < batch.passes; pass++) {
      const name = `${batch.number}/${pass}`
      const rows = picture.entries
        .filter((row) => row.batch === batch.number && row.pass === pass)
        .sort((a, b) => (a.pass_order ?? 0) - (b.pass_order ?? 0))
      const undone = new Set(rows.filter(isUndo).map(({ target }) => target))
      const handedOver =
        batch.opened &&
        rows.some((row) => row.kind === 'handover' && isEffective(row) && !undone.has(row.entry))
      const claims = rows.filter(({ kind }) => kind === 'redemption').map((row) => claimOf(row, undone))
      const outcomes = decideOutcomes({ units: batch.units, handedOver }, claims)
      for (const { id } of claims) {
        const latest = picture.outcomes.get(id)?.at(-1)
        const expected = outcomes.get(id)
        if (latest?.type !== expected?.type || latest?.coveredUnits !== expected?.coveredUnits)
          wrongs.push(`I8 act ${id} is ${latest?.type} where the rules say ${expected?.type}`)
      }
      const { used, cheques } = usedBy(claims, outcomes)
      const listed = list && lookUpPass(list, pass)
      if (used > batch.units) wrongs.push(`I8 pass ${name} paid ${used} of ${batch.units} units`)
      if (
        listed?.used !== used ||
        ([...cheques].some((cheque) => !listed.cheques.has(cheque)) && cheques.size > 0)
      )
        wrongs.push(`I8 the list says ${listed?.used} of pass ${name}, the ledger ${used}`)
      const isActive = listed?.state === 'active' || listed?.state === 'watch'
      if (isActive !== handedOver) wrongs.push(`I8 the list says that pass ${name} is ${listed?.state}`)
    }
  }
  return wrongs
}

/** I9: money adds up: every line, every venue, every order and the contingency. */
export function findMoneyLost(_: Town, picture: Picture): readonly string[] {
  const wrongs: string[] = []
  const { unitCents } = exampleProgramme().programme
  const balances = balancesOf(picture.transfers)
  let sum = 0
  for (const cents of balances.values()) sum += cents
  if (sum !== 0) wrongs.push(`I9 all balances add up to ${sum}`)
  const payable = new Map<string, number>()
  const covered = new Map<string, number>()
  for (const row of picture.entries) {
    const latest = picture.outcomes.get(row.entry)?.at(-1)
    const units = (latest?.coveredUnits ?? 0) + (latest?.honouredUnits ?? 0)
    const line = picture.transfers
      .filter(({ cause }) => cause === row.entry)
      .reduce((total, { debit, credit, cents }) => {
        if (credit === `payable/${row.structure}`) return total + cents
        return debit === `payable/${row.structure}` ? total - cents : total
      }, 0)
    if (line !== units * unitCents) wrongs.push(`I9 act ${row.entry} moved ${line} cents for ${units} units`)
    payable.set(row.structure, (payable.get(row.structure) ?? 0) + units * unitCents)
    const order = picture.batches.find(({ number }) => number === row.batch)?.order ?? ''
    covered.set(order, (covered.get(order) ?? 0) + (latest?.coveredUnits ?? 0))
  }
  for (const [venue, cents] of payable) {
    if ((balances.get(`payable/${venue}`) ?? 0) !== cents)
      wrongs.push(`I9 ${venue} is owed ${balances.get(`payable/${venue}`)} cents, its lines say ${cents}`)
  }
  for (const { order, units, passes, opened } of picture.batches) {
    const value = opened ? units * passes : 0
    const expected = (value - (covered.get(order) ?? 0)) * unitCents
    const outstanding = balances.get(`outstanding/${order}`) ?? 0
    if (outstanding !== expected || outstanding < 0)
      wrongs.push(`I9 ${outstanding} cents of ${order} are outstanding, ${expected} are not used`)
  }
  if ((balances.get('contingency') ?? 0) < 0) wrongs.push('I9 the contingency is below zero')
  return wrongs
}

function isEffective({ conformance }: EntryRow): boolean {
  return conformance !== 'not-conformant'
}

function isUndo(row: EntryRow): boolean {
  return (row.kind === 'void' || row.kind === 'handover-undo') && isEffective(row)
}

function claimOf(row: EntryRow, undone: ReadonlySet<string | null>): RecordedClaim {
  const conformance = (row.conformance ?? 'undecided') as Conformance
  return { id: row.entry, units: row.units, cheque: row.cheque, conformance, voided: undone.has(row.entry) }
}
