import { changedRules, checkRules } from '#domain/offline-rules.ts'
import type { OfflineRules } from '#domain/programme.ts'
import type { RulesAnswer, RulesRequest } from '#protocol/manage/rules.ts'
import type { Installation } from '../installation.ts'
import { writeAudit, type ChangedBy } from './audit-trail.ts'
import { programmeOf } from './programmes.ts'

/**
 * Writes other offline rules into the programme's record, whole or not at all; one that is not said stays. Devices
 * learn them with the next head and decide on the former ones until then; each act is judged by the record of the head
 * that it cites.
 */
export async function changeRules(
  installation: Installation,
  programme: number,
  asked: RulesRequest['rules'],
  by: ChangedBy,
): Promise<RulesAnswer> {
  return installation.database.transaction(async (queries) => {
    const [row] = await queries.query<{ record: string }>(
      'SELECT record FROM programmes WHERE programme = $1 FOR UPDATE',
      [programme],
    )
    if (!row) throw new Error(`programme ${programme} is not loaded`)
    const held = programmeOf(row.record)
    const { passesPerHandover = held.rules.passesPerHandover } = asked
    const rules: OfflineRules = { ...asked, passesPerHandover }
    const faults = checkRules(rules)
    if (faults.length > 0) return { type: 'refused', faults: [...faults] }
    const changed = changedRules(held.rules, rules)
    if (changed.length === 0) return { type: 'unchanged' }
    await queries.query('UPDATE programmes SET record = $2 WHERE programme = $1', [
      programme,
      JSON.stringify({ ...held, rules }),
    ])
    const told = (of: OfflineRules) =>
      JSON.stringify(Object.fromEntries(changed.map((name) => [name, of[name]])))
    const change = { subject: `programme/${programme}`, before: told(held.rules), after: told(rules) }
    await writeAudit(queries, installation, programme, by, { act: 'change-rules', ...change })
    return { type: 'saved' }
  })
}
