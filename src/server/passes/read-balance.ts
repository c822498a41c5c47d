import { lastUseOf, type Batch, type PrintedCode } from '#domain/batch.ts'
import type { PassKey } from '#domain/family.ts'
import { calendarDayOf } from '#domain/instant.ts'
import { stateOfPass, type PassState } from '#domain/pass.ts'
import type { Programme } from '#domain/programme.ts'
import type { BalanceRequest, BalanceResponse } from '#protocol/balance.ts'
import { parsePassCode } from '#protocol/pass-code.ts'
import { parsePassNumber } from '#protocol/pass-number.ts'
import { listBatches, listProgrammes } from '../directory/programmes.ts'
import type { Queries } from '../database/database.ts'
import { familyOfPass } from '../ledger/families.ts'
import type { Installation } from '../installation.ts'
import { asksTooMuch, countFailure } from './number-failures.ts'
import { resolveNumber, scanProofHolds } from './resolve-code.ts'

/**
 * What is left on a pass, for whoever holds it: counts, dates and services, never places. Scanned codes are never
 * throttled; after twenty failures an hour from one address, typed numbers are answered `later`.
 */
export async function readBalance(
  installation: Installation,
  request: BalanceRequest,
  address: string,
): Promise<BalanceResponse> {
  const [first] = await listProgrammes(installation.database)
  const telephone = first?.telephone ?? ''
  if (request.by === 'code') {
    const found = await findByCode(installation, request.digits)
    return found ? balanceOf(installation, found) : { type: 'not-a-pass', telephone }
  }
  const number = parsePassNumber(request.number)
  if (!number.ok) return { type: 'misread-number', telephone }
  if (await asksTooMuch(installation, address)) return { type: 'later', telephone }
  for (const programme of await listProgrammes(installation.database)) {
    const batches = await listBatches(installation.database, programme.number)
    const resolved = await resolveNumber(installation, batches, number.value)
    const batch = batches.find((candidate) => candidate.number === resolved?.code.batch)
    if (resolved?.tagHolds && batch) return balanceOf(installation, { programme, batch, code: resolved.code })
  }
  await countFailure(installation, address)
  return { type: 'unknown', telephone }
}

type Found = { readonly programme: Programme; readonly batch: Batch; readonly code: PrintedCode }

async function findByCode(installation: Installation, digits: string): Promise<Found | undefined> {
  const token = parsePassCode(digits)
  if (!token.ok) return undefined
  const { programme: number, code, signature } = token.value
  const programme = (await listProgrammes(installation.database)).find(
    (candidate) => candidate.number === number,
  )
  if (!programme || !(await scanProofHolds(installation, number, code, signature))) return undefined
  const batch = (await listBatches(installation.database, number)).find(
    (candidate) => candidate.number === code.batch,
  )
  return batch && { programme, batch, code }
}

async function balanceOf(
  { database, now }: Installation,
  { programme, batch, code }: Found,
): Promise<BalanceResponse> {
  const key = [programme.number, batch.number, code.pass]
  const [row] = await database.query<{ state: PassState; used: number; cheques: number[] }>(
    'SELECT state, used, cheques FROM passes WHERE programme = $1 AND batch = $2 AND pass = $3',
    key,
  )
  const uses = await usesOf(database, programme.number, { batch: batch.number, pass: code.pass })
  return {
    type: 'balance',
    programme: programme.name,
    number: programme.number,
    telephone: programme.telephone,
    demonstration: programme.demonstration,
    timeZone: programme.timeZone,
    state: stateOfPass(batch, code.pass, row?.state),
    units: batch.units,
    used: row?.used ?? 0,
    cheques: [...(row?.cheques ?? [])],
    unitCents: programme.unitCents,
    lastDay: lastUseOf(batch),
    services: programme.services.map(({ id, cheques, name }) => ({ id, cheques, name: { ...name } })),
    uses: uses.map((use) => ({
      day: calendarDayOf(use.claimed_at, programme.timeZone),
      service: use.service,
      units: use.units,
    })),
    knownAt: now(),
  }
}

/** What was taken of a pass and of those that it replaced. What takes nothing from the person is not shown to them. */
async function usesOf(queries: Queries, programme: number, key: PassKey): Promise<readonly Use[]> {
  const { members } = await familyOfPass(queries, programme, key)
  return queries.query<Use>(
    `SELECT e.claimed_at, e.service, e.units FROM entries e
     JOIN unnest($2::integer[], $3::integer[]) AS p (batch, pass) ON e.batch = p.batch AND e.pass = p.pass
     JOIN LATERAL (SELECT type, reason, held_units FROM outcomes o
                   WHERE o.programme = e.programme AND o.entry = e.entry ORDER BY number DESC LIMIT 1) latest
       ON latest.held_units > 0 OR (latest.type = 'honoured' AND latest.reason <> 'blocked')
     WHERE e.programme = $1 AND e.kind = 'redemption' ORDER BY e.claimed_at DESC`,
    [programme, members.map(({ batch }) => batch), members.map(({ pass }) => pass)],
  )
}

type Use = { readonly claimed_at: number; readonly service: string; readonly units: number }
