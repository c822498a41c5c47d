import { neededContingency, rulesWhile } from '#domain/contingency.ts'
import type { Programme } from '#domain/programme.ts'
import type { Queries } from '../database/database.ts'
import { findProgramme } from '../directory/programmes.ts'
import { balanceOf } from '../ledger/transfers.ts'

/** A row `d` of devices that may still act: neither revoked, nor wiped, nor gone on under another name. */
export const isDeskInService = `d.role = 'desk' AND d.revoked_at IS NULL AND d.retired_at IS NULL
  AND NOT EXISTS (SELECT 1 FROM devices n WHERE n.previous = d.device)`

/** What the contingency holds, and what it must hold for devices to promise anything without a network. */
export type ContingencyState = {
  readonly balanceCents: number
  readonly neededCents: number
  readonly isShort: boolean
}

/** The programme as devices learn it: with a ceiling of zero while its contingency is short. */
export async function publishedProgramme(queries: Queries, number: number): Promise<Programme> {
  const programme = await findProgramme(queries, number)
  if (!programme) throw new Error(`programme ${number} is not loaded`)
  const { isShort } = await readContingency(queries, programme)
  return { ...programme, rules: rulesWhile(programme.rules, isShort) }
}

export async function readContingency(queries: Queries, programme: Programme): Promise<ContingencyState> {
  const [desks] = await queries.query<{ count: number }>(
    `SELECT count(*)::integer AS count FROM devices d
     WHERE d.programme = $1 AND ${isDeskInService}`,
    [programme.number],
  )
  const balanceCents = await balanceOf(queries, programme.number, 'contingency')
  const neededCents = neededContingency(programme, desks?.count ?? 0)
  return { balanceCents, neededCents, isShort: balanceCents < neededCents }
}
