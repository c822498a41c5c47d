import * as v from 'valibot'
import { lastUseOf, type Batch } from '#domain/batch.ts'
import {
  countWaits,
  groupBySaid,
  groupedBy,
  isUnused,
  type GivenPass,
  type SaidGroup,
} from '#domain/follow-up.ts'
import { addDays, calendarDayOf, type Instant } from '#domain/instant.ts'
import type { Programme } from '#domain/programme.ts'
import { rangesOf } from '#domain/stock.ts'
import { decodeCbor } from '#protocol/cbor.ts'
import type { ManagedFollowUp } from '#protocol/manage/follow-up.ts'
import type { Database, Queries } from '../database/database.ts'
import { listBatches, listStructures } from '../directory/programmes.ts'

export type FollowUpAsked = {
  readonly unusedFor: number
  readonly endingWithin: number
  readonly at: Instant
}

/** Passes in people's hands, from the acts that gave them and the lines that used them; training passes are left out. */
export async function readFollowUp(
  database: Database,
  programme: Programme,
  asked: FollowUpAsked,
): Promise<ManagedFollowUp> {
  return database.transaction((queries) => followUpIn(queries, programme, asked), { snapshot: true })
}

async function followUpIn(
  queries: Queries,
  programme: Programme,
  { unusedFor, endingWithin, at }: FollowUpAsked,
): Promise<ManagedFollowUp> {
  const batches = new Map(
    (await listBatches(queries, programme.number)).map((batch) => [batch.number, batch]),
  )
  const names = new Map((await listStructures(queries)).map(({ id, name }) => [id, name]))
  const held = (await queries.query<HeldRow>(heldSql, [programme.number])).flatMap((row) => {
    const batch = batches.get(row.batch)
    return batch && !batch.training ? [{ ...heldOf(row), batch }] : []
  })
  const today = calendarDayOf(at, programme.timeZone)
  const horizon = addDays(today, endingWithin)
  const unused = held.filter((pass) => isUnused(pass, unusedFor, at) && lastUseOf(pass.batch) >= today)
  const ending = held.filter(({ batch, left }) => {
    const lastDay = lastUseOf(batch)
    return left > 0 && lastDay >= today && lastDay <= horizon
  })
  return {
    unused: byPlace(unused)
      .map((of) => ({ ...placed(of), oldest: Math.min(...of.map(({ givenAt }) => givenAt)) }))
      .toSorted((a, b) => b.passes - a.passes || a.oldest - b.oldest),
    ending: byPlace(ending)
      .map((of) => ({
        ...placed(of),
        lastDay: lastUseOf(of[0].batch),
        units: of.reduce((units, { left }) => units + left, 0),
      }))
      .toSorted((a, b) => (a.lastDay < b.lastDay ? -1 : a.lastDay > b.lastDay ? 1 : b.passes - a.passes)),
    waits: countWaits(held),
    languages: told(groupBySaid(held.map((pass) => ({ ...pass, said: pass.language })))),
    channels: told(groupBySaid(held.map((pass) => ({ ...pass, said: pass.channel })))),
  }

  function placed(of: Group) {
    const [{ structure, batch }] = of
    return {
      structure,
      structureName: names.get(structure) ?? structure,
      batch: batch.number,
      passes: of.length,
      series: rangesOf(
        batch.number,
        of.map(({ pass }) => pass),
      ).map(({ from, to }) => ({ from, to })),
    }
  }
}

type HeldRow = {
  readonly batch: number
  readonly pass: number
  readonly left: number
  readonly structure: string
  readonly given_at: number
  readonly first_use: number | null
  readonly part: Uint8Array | null
}

type Held = GivenPass & {
  readonly pass: number
  readonly left: number
  readonly structure: string
  readonly language: string
  readonly channel: string
}

type HeldPass = Held & { readonly batch: Batch }
type Group = readonly [HeldPass, ...HeldPass[]]

/**
 * Who gave a pass last, by a handover or in the place of another, and when. A line that holds no unit used nothing; one
 * that was taken behind a block was not its holder's.
 */
const heldSql = `
  SELECT p.batch, p.pass, greatest(b.units - p.used, 0) AS left, g.structure, g.given_at, part.part,
    (SELECT min(r.claimed_at) FROM entries r
     JOIN LATERAL (SELECT held_units FROM outcomes o WHERE o.programme = r.programme AND o.entry = r.entry
                   ORDER BY number DESC LIMIT 1) o ON o.held_units > 0
     WHERE p.used > 0 AND r.programme = p.programme AND r.batch = p.batch AND r.pass = p.pass
       AND r.kind = 'redemption') AS first_use
  FROM passes p
  JOIN batches b ON b.programme = p.programme AND b.batch = p.batch
  JOIN LATERAL (
    SELECT e.entry, e.structure, e.claimed_at AS given_at FROM entries e
    WHERE e.programme = p.programme AND e.batch = p.batch AND e.pass = p.pass AND e.kind = 'handover'
      AND e.held = '' AND e.conformance = 'conformant'
      AND NOT EXISTS (SELECT 1 FROM entries u WHERE u.programme = e.programme AND u.target = e.entry
                      AND u.kind = 'handover-undo' AND u.held = '' AND u.conformance = 'conformant')
    UNION ALL
    SELECT r.id, d.structure, r.at FROM replacements r JOIN devices d ON d.device = r.device
    WHERE r.programme = p.programme AND r.new_batch = p.batch AND r.new_pass = p.pass
    ORDER BY given_at DESC LIMIT 1) g ON true
  LEFT JOIN personal_parts part ON part.programme = p.programme AND part.entry = g.entry
  WHERE p.programme = $1 AND p.handed_over AND p.state IN ('active', 'watch')
  ORDER BY p.batch, p.pass`

function heldOf({ pass, left, structure, given_at: givenAt, first_use: firstUse, part }: HeldRow): Held {
  const said = part ? v.safeParse(saidParts, valueOf(part)) : undefined
  const { language = 'not-said', channel = 'not-said' } = said?.success ? said.output : {}
  return { pass, left, structure, givenAt, firstUse: firstUse ?? undefined, language, channel }
}

/** What an older or a newer app wrote of a person is read as far as it goes. */
const saidParts = v.object({ language: v.optional(v.string()), channel: v.optional(v.string()) })

function valueOf(part: Uint8Array): unknown {
  const decoded = decodeCbor(new Uint8Array(part))
  return decoded.ok ? decoded.value : undefined
}

function byPlace(passes: readonly HeldPass[]): readonly Group[] {
  const groups = groupedBy(passes, ({ structure, batch }) => `${structure} ${batch.number}`)
  return [...groups.values()].flatMap(([first, ...others]) => (first ? [[first, ...others] as const] : []))
}

function told(groups: readonly SaidGroup<string>[]): ManagedFollowUp['languages'] {
  return groups.map(({ value, passes, waits }) => ({ value: value ?? null, passes, waits }))
}
