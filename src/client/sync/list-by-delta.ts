import { DAY } from '#domain/instant.ts'
import { headInterval } from '#domain/programme.ts'
import { heldFile } from '#client/store/stored-heads.ts'
import type { Bytes } from '#protocol/bytes.ts'
import { fileNameOf, type FileName } from '#protocol/file.ts'
import type { Head, HeadList } from '#protocol/head.ts'
import { decodePassList, encodePassList, type PassList } from '#protocol/pass-list.ts'
import { applyDelta, decodeDelta } from '#protocol/pass-list-delta.ts'
import { fetchContent } from './fetch-bytes.ts'
import type { Link } from './link.ts'

/** From a list that the device holds to one that it lacks: deltas that may lead there, the smallest first. */
export type ListStep = {
  readonly from: FileName
  readonly to: FileName
  readonly deltas: readonly FileName[]
}

/** The lists of a head that may be reached from those of the head that the device holds. */
export function listSteps(held: Head | undefined, next: Head): ReadonlyMap<FileName, ListStep> {
  const steps = new Map<FileName, ListStep>()
  if (!held) return steps
  for (const { batch, list, deltas } of next.lists) {
    const from = held.lists.find((before) => before.batch === batch)?.list
    const worth = from === undefined ? [] : worthTrying(deltas, from, next.issuedAt - held.issuedAt)
    if (from !== undefined && worth.length > 0) steps.set(list, { from, to: list, deltas: worth })
  }
  return steps
}

/** The content of the list, which its name proves; undefined when no delta leads there. Nothing here is an error. */
export async function listByDelta(link: Link, { from, to, deltas }: ListStep): Promise<Bytes | undefined> {
  const base = await heldFile(link.store, link.programme, from)
  const list = base && decodePassList(base)
  if (!list?.ok) return undefined
  for (const name of deltas) {
    const content = await fetchContent(link, name).catch(() => undefined)
    const reached = content && listAfter(list.value, content)
    if (reached && fileNameOf(reached) === to) return reached
  }
  return undefined
}

function listAfter(list: PassList, content: Bytes): Bytes | undefined {
  const delta = decodeDelta(content)
  const after = delta.ok ? applyDelta(list, delta.value) : delta
  return after.ok ? encodePassList(after.value) : undefined
}

/**
 * A list has at most one version for each head, so a delta over as many versions as there can have been heads since leads
 * there. Most lists change more rarely: the widest is worth its few bytes for as long as it is kept. `behind` in milliseconds.
 */
function worthTrying(deltas: HeadList['deltas'], from: FileName, behind: number): readonly FileName[] {
  const heads = Math.ceil(behind / headInterval.least)
  const bySteps = [...deltas].sort((a, b) => a.steps - b.steps)
  const widest = behind <= widestWorthTrying ? bySteps.slice(-1) : []
  const worth = [
    ...bySteps.filter(({ base }) => base === from),
    ...bySteps.filter(({ steps }) => steps >= heads),
    ...widest,
  ]
  return [...new Set(worth.map(({ delta }) => delta))]
}

const widestWorthTrying = 2 * DAY
