import { exampleProgramme } from '../example-programme.ts'
import type { Picture } from '../picture.ts'
import type { Town } from '../town.ts'

/**
 * I20: a line that was stated never changes, and nothing but an undo of its own device makes a later statement take
 * back what it said. A statement that a restore took with it is no statement any more: the manager makes it again.
 */
export async function findChangedStatements(town: Town, picture: Picture): Promise<readonly string[]> {
  const { database } = town.server
  const rows = await database.query<LineRow>('SELECT statement, entry, number, cents FROM statement_lines')
  const totals = await database.query<{ statement: string; cents: number }>(
    'SELECT statement, cents FROM statements',
  )
  const wrongs: string[] = []
  for (const { statement, cents } of totals) {
    const lines = rows.filter((row) => row.statement === statement)
    const sum = lines.reduce((all, line) => all + line.cents, 0)
    if (sum !== cents) wrongs.push(`I20 statement ${statement} says ${cents} cents, its lines ${sum}`)
    const said = town.stated.get(statement)
    if (said && toldOf(said.lines) !== toldOf(lines))
      wrongs.push(`I20 the lines of ${statement} have changed`)
  }
  for (const [entry, cents] of statedByEntry(rows)) {
    const latest = picture.outcomes.get(entry)?.at(-1)
    const paid =
      ((latest?.coveredUnits ?? 0) + (latest?.honouredUnits ?? 0)) * exampleProgramme().programme.unitCents
    if (paid !== cents && latest?.type !== 'voided')
      wrongs.push(`I20 act ${entry} was stated with ${cents} cents and is ${latest?.type} with ${paid}`)
  }
  return wrongs
}

/** After a restore: what the server forgot was never said. */
export async function forgetLostStatements(town: Town): Promise<void> {
  const rows = await town.server.database.query<{ statement: string }>('SELECT statement FROM statements')
  const known = new Set(rows.map(({ statement }) => statement))
  for (const statement of town.stated.keys()) if (!known.has(statement)) town.stated.delete(statement)
}

type LineRow = StatedLine & { readonly statement: string }
type StatedLine = { readonly entry: string; readonly number: number; readonly cents: number }

function toldOf(lines: readonly StatedLine[]): string {
  const told = lines.map(({ entry, number, cents }) => `${entry}/${number}: ${cents}`)
  return told.sort().join('; ')
}

function statedByEntry(rows: readonly LineRow[]): ReadonlyMap<string, number> {
  const cents = new Map<string, number>()
  for (const row of rows) cents.set(row.entry, (cents.get(row.entry) ?? 0) + row.cents)
  return cents
}
