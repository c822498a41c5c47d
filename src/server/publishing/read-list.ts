import { fileNameOf, type FileName } from '#protocol/file.ts'
import { decodePassList, encodePassList, type PassList } from '#protocol/pass-list.ts'
import { applyDelta, decodeDelta, mergeDeltas, type PassListDelta } from '#protocol/pass-list-delta.ts'
import type { Queries } from '../database/database.ts'
import { readContent, readContents } from './files.ts'
import { staysWhole, stepsTo, versionOfList, wholeEvery, type ListVersion } from './list-versions.ts'
import { createRemembered } from './remembered.ts'

/** The most that is held in memory: some megabytes, as a list of 200,000 booklets is 350 KB. */
const lists = createRemembered<PassList>(100)
const deltas = createRemembered<PassListDelta>(1000)

/** A list by its name: from its file, or put together again from an earlier one and the deltas since, checked by its hash. */
export async function readList(queries: Queries, programme: number, name: FileName): Promise<PassList> {
  const key = `${programme}/${name}`
  const known = lists.get(key)
  if (known) return known
  const list = (await readWhole(queries, programme, name)) ?? (await rebuild(queries, programme, name))
  lists.set(key, list)
  return list
}

/** The deltas of one step of these versions, in their order. */
export async function readDeltas(
  queries: Queries,
  programme: number,
  versions: readonly ListVersion[],
): Promise<readonly PassListDelta[]> {
  const names = versions.flatMap(({ delta }) => (delta === null ? [] : [delta]))
  const missing = names.filter((name) => !deltas.get(`${programme}/${name}`))
  const read = new Map<FileName, PassListDelta>()
  for (const [name, content] of await readContents(queries, programme, missing)) {
    const delta = decodeDelta(content)
    if (!delta.ok) throw new Error(`the delta ${name} cannot be read: ${delta.error}`)
    read.set(name, delta.value)
    deltas.set(`${programme}/${name}`, delta.value)
  }
  return names.map((name) => {
    const delta = read.get(name) ?? deltas.get(`${programme}/${name}`)
    if (!delta) throw new Error(`the delta ${name} is not kept`)
    return delta
  })
}

/** Several steps as one; the first of them is the earliest. */
export function mergeSteps(steps: readonly PassListDelta[]): PassListDelta | undefined {
  const [first, ...later] = steps
  if (!first) return undefined
  const merged = mergeDeltas(first, ...later)
  if (!merged.ok) throw new Error('the deltas of one batch do not fit together')
  return merged.value
}

async function readWhole(queries: Queries, programme: number, name: FileName): Promise<PassList | undefined> {
  const content = await readContent(queries, programme, name)
  if (!content) return undefined
  const list = decodePassList(content)
  if (!list.ok) throw new Error(`the list ${name} cannot be read: ${list.error}`)
  return list.value
}

async function rebuild(queries: Queries, programme: number, name: FileName): Promise<PassList> {
  const to = await versionOfList(queries, programme, name)
  if (!to) throw new Error(`no head of ours named the list ${name}`)
  const steps = await stepsTo(queries, programme, to, wholeEvery)
  const from = steps.findIndex(staysWhole)
  const base = steps[from]
  const start = base && (await readWhole(queries, programme, base.list))
  if (!start) throw new Error(`nothing is kept from which the list ${name} follows`)
  const delta = mergeSteps(await readDeltas(queries, programme, steps.slice(0, from).reverse()))
  const list = delta && applyDelta(start, delta)
  if (!list?.ok || fileNameOf(encodePassList(list.value)) !== name) {
    throw new Error(`what is kept does not lead to the list ${name}`)
  }
  return list.value
}
