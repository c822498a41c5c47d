import { DAY } from '#domain/instant.ts'
import { isRefused } from '#domain/verdict.ts'
import { lateBatch } from '../example-programme.ts'
import type { EntryRow, Picture } from '../picture.ts'
import type { Told, Town } from '../town.ts'

/**
 * I12: a no is never our own ignorance. Nothing in this town is closed, expired or out of its place, so a no is right
 * only when as many units were ever taken as the pass has, or when the pass may not be out of its box, or gone from its place.
 */
export async function findUnjustRefusals(town: Town, picture: Picture): Promise<readonly string[]> {
  const claims = await claimsEver(town, picture)
  return town.told
    .filter(({ verdict, withdrawn }) => isRefusal(verdict) && !withdrawn)
    .filter((told) => !isJust(town, claims, picture, told))
    .map(({ tablet, verdict, code, units }) => {
      const pass = `${code.batch}/${code.pass}/${code.cheque}`
      return `I12 ${tablet} said ${verdict} to pass ${pass} for ${units} units`
    })
}

function isRefusal(verdict: Told['verdict']): boolean {
  const isOther =
    verdict === 'given' || verdict === 'not-given' || verdict === 'undone' || verdict === 'written'
  return !isOther && isRefused(verdict)
}

function isJust({ gone }: Town, claims: readonly Claim[], picture: Picture, told: Told): boolean {
  const batch = picture.batches.find(({ number }) => number === told.code.batch)
  const onPass = claims.filter(({ batch, pass }) => batch === told.code.batch && pass === told.code.pass)
  if (told.verdict === 'refused:not-active') {
    const isElsewhere = told.code.batch === lateBatch || gone.has(`${told.code.batch}/${told.code.pass}`)
    return told.at - told.headIssuedAt < DAY && isElsewhere
  }
  if (told.verdict === 'refused:cheque-used') return onPass.some(({ cheque }) => cheque === told.code.cheque)
  if (told.verdict !== 'refused:insufficient-balance') return false
  const units = onPass.reduce((sum, claim) => sum + claim.units, 0)
  return units + told.asked > (batch?.units ?? 0)
}

type Claim = Pick<EntryRow, 'batch' | 'pass' | 'cheque' | 'units'>

/** All that was ever taken of any pass, undone or not, wherever it is now. */
async function claimsEver(town: Town, picture: Picture): Promise<readonly Claim[]> {
  const claims = new Map<string | undefined, Claim>()
  for (const told of town.told) claims.set(told.entry, { ...told.code, units: told.units })
  for (const row of picture.entries) if (row.kind === 'redemption') claims.set(row.entry, row)
  const stored = [...town.evictedEntries]
  for (const { tabs } of town.tablets) {
    stored.push(...((await tabs[0]?.store.entries.toArray()) ?? []))
  }
  for (const { id, kind, batch = null, pass = null, cheque, units } of stored) {
    if (kind === 'redemption') claims.set(id, { batch, pass, cheque, units })
  }
  return [...claims.values()].filter(({ units }) => units > 0)
}
