import { printedPasses, sparesFor, type Batch } from '#domain/batch.ts'
import type { PassKnowledge } from '#domain/pass.ts'
import type { Result } from '#domain/result.ts'
import { deflate, fileNameOf } from '#protocol/file.ts'
import {
  decodePassList,
  encodePassList,
  makePassList,
  withPasses,
  type PassList,
} from '#protocol/pass-list.ts'
import { applyDelta, decodeDelta, encodeDelta, makeDelta } from '#protocol/pass-list-delta.ts'
import { seededRandom } from '#server/demonstration/seeded-random.ts'
import { percentile, type Figure } from './figure.ts'

const passes = 200_000
const changes = 1000
const rounds = 15

/** What travels when a thousand of 200,000 passes change, and the time of each side. */
export async function measureDeltas(): Promise<readonly Figure[]> {
  return [...(await measure('card', 'cards')), ...(await measure('booklet', 'booklets'))]
}

async function measure(format: Batch['format'], name: string): Promise<readonly Figure[]> {
  const batch = batchOf(format)
  const { from, to, changed, knownAfter } = twoLists(batch)
  const content = encodePassList(to)
  const delta = encodeDelta(taken(makeDelta(from, to)))
  const figure = (about: string, value: number, unit: string) => ({
    name: `${about}, ${passes.toLocaleString('en')} ${name}`,
    value: Math.round(value * 100) / 100,
    unit,
  })
  return [
    figure('whole list, deflated', (await deflate(content)).length, 'bytes'),
    figure(`delta of ${changes} changes, deflated`, (await deflate(delta)).length, 'bytes'),
    figure(
      'next list from the former, p50',
      timeOf(() => withPasses(from, changed, knownAfter)),
      'ms',
    ),
    figure(
      'make and write the delta, p50',
      timeOf(() => encodeDelta(taken(makeDelta(from, to)))),
      'ms',
    ),
    figure(
      'read and apply the delta, p50',
      timeOf(() => applied(from, delta)),
      'ms',
    ),
    figure(
      'write the list and name it, p50',
      timeOf(() => fileNameOf(encodePassList(to))),
      'ms',
    ),
    figure(
      'read the list, p50',
      timeOf(() => decodePassList(content)),
      'ms',
    ),
  ]
}

/** Half of the passes are in stock, the others active with up to four units used; a change hands out, or takes one more. */
function twoLists(batch: Batch) {
  const random = seededRandom(2026)
  const count = printedPasses(batch)
  const before = Array.from({ length: count }, () => (random.below(2) === 0 ? undefined : random.below(5)))
  const changed = new Set<number>()
  while (changed.size < changes) changed.add(random.below(count))
  const knownAfter = (pass: number) => {
    const used = before[pass]
    return knownOf(batch, used === undefined ? 0 : used + 1)
  }
  const from = makePassList(batch, 7, (pass) => knownOf(batch, before[pass]))
  return { from, to: withPasses(from, changed, knownAfter), changed, knownAfter }
}

/** Cheques are taken from the first on. */
function knownOf({ format }: Batch, used: number | undefined): PassKnowledge {
  const cheques = format === 'card' ? [] : Array.from({ length: used ?? 0 }, (_, i) => i + 1)
  return { state: used === undefined ? 'in-stock' : 'active', used: used ?? 0, cheques: new Set(cheques) }
}

function applied(list: PassList, bytes: Uint8Array): PassList {
  return taken(applyDelta(list, taken(decodeDelta(bytes))))
}

function taken<Value>(result: Result<Value, string>): Value {
  if (!result.ok) throw new Error(result.error)
  return result.value
}

/** Milliseconds of the processor, so that what else the machine does is not counted. */
function timeOf(work: () => unknown): number {
  const times = Array.from({ length: rounds }, () => {
    const begun = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(begun)
    return (user + system) / 1000
  })
  return percentile(times, 0.5)
}

function batchOf(format: Batch['format']): Batch {
  return {
    number: 1,
    order: 'order-1',
    format,
    units: 10,
    passes,
    spares: sparesFor(passes),
    firstSerial: 1,
    firstDay: '2026-01-01',
    endDay: '2027-12-31',
    opened: true,
    deliveries: [],
    training: false,
  }
}
