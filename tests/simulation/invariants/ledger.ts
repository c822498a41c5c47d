import { balancesOf } from '#domain/ledger.ts'
import { verifyLedger } from '#server/ledger/verify-ledger.ts'
import { exampleProgramme, programme } from '../example-programme.ts'
import type { Picture } from '../picture.ts'
import type { Town } from '../town.ts'

/**
 * I8: what the server stores follows from the bytes of its journal, and the newest lists say the same. Read without the
 * parts of the run, what checks a product with a fault has none; and as one snapshot, since nothing else asks.
 */
export async function findDrift({ server }: Town): Promise<readonly string[]> {
  const { installation, database } = server
  const findings = await verifyLedger(
    { ...installation, database: { ...database, kind: 'postgresql' } },
    programme,
  )
  return findings.map(
    ({ type, where, expected, found }) => `I8 ${where}: ${type}, ${found} where the journal says ${expected}`,
  )
}

/** I8: no pass pays more units than it has. */
export function findOverpaid(_: Town, picture: Picture): readonly string[] {
  return picture.batches.flatMap(({ number, units, passes }) =>
    Array.from({ length: passes }, (_each, pass) => pass).flatMap((pass) => {
      const covered = picture.entries
        .filter((row) => row.batch === number && row.pass === pass)
        .reduce((sum, { entry }) => sum + (picture.outcomes.get(entry)?.at(-1)?.coveredUnits ?? 0), 0)
      return covered > units ? [`I8 pass ${number}/${pass} paid ${covered} of ${units} units`] : []
    }),
  )
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
