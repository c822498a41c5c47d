import type { Programme } from '#domain/programme.ts'
import type { ManagedRules } from '#protocol/manage/rules.ts'
import type { Queries } from '../database/database.ts'
import { isDeskInService, readContingency } from '../publishing/published-programme.ts'

/** The rules of the programme, and what the preview of their worst case hangs on today. */
export async function readManagedRules(
  queries: Queries,
  programme: Programme,
  now: number,
): Promise<ManagedRules> {
  const desks = await queries.query<{ structure: string; headIssuedAt: number | null }>(
    `SELECT d.structure, h.issued_at AS "headIssuedAt"
     FROM devices d LEFT JOIN heads h ON h.programme = d.programme AND h.number = d.head
     WHERE d.programme = $1 AND ${isDeskInService} ORDER BY d.device`,
    [programme.number],
  )
  const { balanceCents, isShort } = await readContingency(queries, programme)
  return {
    rules: programme.rules,
    prices: programme.services.map(({ cheques }) => cheques),
    desks: [...desks],
    now,
    contingencyCents: balanceCents,
    /** Devices are told a ceiling of zero until the contingency is topped up. */
    isShort,
  }
}
