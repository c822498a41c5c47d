import { blocksCountingAt } from '#domain/block.ts'
import { familyOf, isSamePass, type PassKey } from '#domain/family.ts'
import type { Programme } from '#domain/programme.ts'
import type { ManagedAct } from '#protocol/manage/acts.ts'
import type { CaseBlock, CaseSide, ManagedCase } from '#protocol/manage/cases.ts'
import { findStructure } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { replacementsAround } from '../ledger/families.ts'
import { blocksOf } from '../passes/block-pass.ts'
import { listActs } from '../passes/list-acts.ts'
import { knowledgeAtHead } from '../publishing/knowledge-at-head.ts'

/** An act of a case with what its device knew of the pass, and what it could not know. */
export async function sidesOf(
  installation: Installation,
  programme: Programme,
  act: ManagedAct,
): Promise<Pick<ManagedCase, 'others' | 'moreOthers' | 'blocks'> & { readonly side: CaseSide }> {
  const side = await sideOf(installation, programme, act)
  const { batch, pass } = act
  if (batch === null || pass === null) return { side, others: [], moreOthers: 0, blocks: [] }
  const onPass = { ...act, batch, pass }
  const others = await actsUnknownTo(installation, programme.number, onPass)
  return {
    side,
    others: await Promise.all(others.first.map((other) => sideOf(installation, programme, other))),
    moreOthers: others.more,
    blocks: side.knew?.state === 'suspended' ? [] : await blocksOver(installation, programme.number, onPass),
  }
}

type ActOnPass = ManagedAct & PassKey

async function sideOf(installation: Installation, programme: Programme, act: ManagedAct): Promise<CaseSide> {
  const knewNothing = { act, headIssuedAt: null, knew: null, headLost: false }
  if (act.batch === null || act.pass === null) return knewNothing
  const structure = await findStructure(installation.database, act.structure)
  const knowledge = await knowledgeAtHead(installation, programme.number, act.head)
  // What was on a lost head, nobody can tell.
  if (!knowledge.head) return { ...knewNothing, headLost: act.head !== 0 }
  const { issuedAt: headIssuedAt } = knowledge.head
  const known = structure && knowledge.of({ batch: act.batch, pass: act.pass, cheque: act.cheque }, structure)
  if (!known?.pass || !known.batch) return { ...knewNothing, headIssuedAt }
  const { state, used, cheques } = known.pass
  const knew = { state, used, units: known.batch.units, chequeUsed: cheques.has(act.cheque) }
  return { act, headIssuedAt, knew, headLost: false }
}

const mostOthers = 5

/**
 * Acts of other devices on the family of the pass (for a cheque, on the same cheque) that the lists behind the cited head
 * did not count on this pass yet; without those that were undone before this act arrived.
 */
async function actsUnknownTo(
  installation: Installation,
  programme: number,
  act: ActOnPass,
): Promise<{ readonly first: readonly ManagedAct[]; readonly more: number }> {
  const { database } = installation
  const { members, known, head } = await knownTo(installation, programme, act)
  const rows = await database.query<{ entry: string; count: number }>(
    `SELECT e.entry, count(*) OVER ()::integer AS count FROM entries e
     JOIN unnest($2::integer[], $3::integer[], $4::boolean[]) AS p (batch, pass, known)
       ON e.batch = p.batch AND e.pass = p.pass
     WHERE e.programme = $1 AND e.kind = ANY($5::text[]) AND e.entry <> $6 AND e.device <> $7
       AND ($8 = 0 OR e.cheque = $8)
       AND NOT EXISTS (SELECT 1 FROM outcomes o WHERE o.programme = e.programme AND o.entry = e.entry
                       AND ((o.first_head <= $9 AND p.known) OR (o.type = 'voided' AND o.decided_at <= $10)))
     ORDER BY e.recorded_at, e.pass_order, e.entry LIMIT ${mostOthers}`,
    [
      ...[programme, members.map(({ batch }) => batch), members.map(({ pass }) => pass)],
      members.map((member) => known.some((other) => isSamePass(member, other))),
      ...[kindsLike(act.kind), act.entry, act.device, act.cheque, head, act.recordedAt],
    ],
  )
  const entries = rows.map(({ entry }) => entry)
  const first =
    entries.length === 0 ? [] : (await listActs(database, programme, { entries }, mostOthers)).acts
  return { first, more: (rows[0]?.count ?? 0) - first.length }
}

/** A pass is given by a handover, or in the place of another. */
function kindsLike(kind: string): readonly string[] {
  const givings = ['handover', 'replacement']
  return givings.includes(kind) ? givings : [kind]
}

/**
 * All passes of the family; those that the lists behind the cited head counted together with the pass of the act; and the
 * head up to which its device knew what was announced: none for a number that was never given out.
 */
async function knownTo(
  installation: Installation,
  programme: number,
  act: ActOnPass,
): Promise<{
  readonly members: readonly PassKey[]
  readonly known: readonly PassKey[]
  readonly head: number
}> {
  const knowledge = await knowledgeAtHead(installation, programme, act.head)
  const head = knowledge.head || knowledge.lost?.before !== undefined ? act.head : 0
  const pass = { batch: act.batch, pass: act.pass }
  const replacements = await replacementsAround(installation.database, programme, [pass])
  const { members } = familyOf(pass, replacements)
  const structure = await findStructure(installation.database, act.structure)
  if (replacements.length === 0 || !structure) return { members, known: [pass], head }
  const stateOf = (key: PassKey) => knowledge.of({ ...key, cheque: 0 }, structure).pass?.state
  const known = replacements.filter(({ former, newer }) => {
    const state = stateOf(newer)
    return stateOf(former) === 'closed' && state !== 'in-stock' && state !== 'not-active'
  })
  return { members, known: familyOf(pass, known).members, head }
}

/** Blocks that take the act's unit from nobody: those of other devices that counted when it was done. */
async function blocksOver(
  { database }: Installation,
  programme: number,
  act: ActOnPass,
): Promise<CaseBlock[]> {
  if (act.kind !== 'redemption') return []
  const counting = blocksCountingAt(await blocksOf(database, programme, act), act.claimedAt)
  const unknown = counting.filter(({ device }) => device !== act.device)
  return Promise.all(
    unknown.map(async ({ at, sequence, recordedAt, deviceName, structure, why }) => ({
      ...{ at, by: sequence === null ? 'manager' : 'desk', recordedAt, deviceName, why },
      structureName: (await findStructure(database, structure))?.name ?? structure,
    })),
  )
}
