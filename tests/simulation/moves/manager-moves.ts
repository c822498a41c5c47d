import { calendarDayOf, DAY } from '#domain/instant.ts'
import { statementLag } from '#domain/statement.ts'
import { findProgramme } from '#server/directory/programmes.ts'
import { isLocked } from '#server/publishing/epoch.ts'
import { stateLines } from '#server/settlement/state-lines.ts'
import { topUpContingency } from '#server/settlement/top-up-contingency.ts'
import { programme } from '../example-programme.ts'
import type { Move } from '../move.ts'
import { passTime } from '../town.ts'

const by = { device: 'manager', why: 'the month is over' }

/** What the manager does with money: a statement, after the days that the rules ask for, and a top-up. */
export const managerMoves: readonly Move[] = [
  {
    name: 'state-lines',
    weight: 3,
    play: async (town, pick) => {
      await passTime(town, pick([0, statementLag * DAY, (statementLag + 1) * DAY]))
      const { installation, database } = town.server
      const record = await findProgramme(database, programme)
      if (!record) return
      const structure = pick(['venue', 'other'])
      const through = calendarDayOf(installation.now() - statementLag * DAY, record.timeZone)
      const asked = { structure, through, locked: await isLocked(database) }
      const stated = await stateLines(installation, record, asked, by)
      town.trace.note(`  ${structure}: ${stated.ok ? `${stated.value.lines.length} lines` : stated.error}`)
      if (stated.ok) town.stated.set(stated.value.statement, stated.value)
    },
  },
  {
    name: 'top-up',
    weight: 1,
    play: async (town, pick) => {
      const { installation, database } = town.server
      const record = await findProgramme(database, programme)
      const units = pick([1, 5, 20])
      const answer = record && (await topUpContingency(installation, record, { units }, by))
      town.trace.note(`  ${answer?.type}`)
    },
  },
]
