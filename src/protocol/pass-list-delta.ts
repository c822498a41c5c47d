import { fail, ok, type Result } from '#domain/result.ts'
import { equalBytes, type Bytes } from './bytes.ts'
import { decodeCbor, encodeCbor, itemsOf } from './cbor.ts'
import { makeColumn, readColumn, writeColumn, type Column, type PassList } from './pass-list.ts'
import { decodeGaps, encodeGaps } from './index-gaps.ts'

/**
 * What changed between two lists of a batch: the new values of every entry that changed at any time in between. It
 * leads therefore to the later list from every list in between, and the hash of what comes out proves that it did.
 */
export type PassListDelta = Pick<PassList, 'programme' | 'batch' | 'passes' | 'units'> & {
  readonly columns: readonly ColumnChange[]
}

/** `indices` ascend; `values` stand beside them. Never empty. */
export type ColumnChange = {
  readonly name: ColumnName
  readonly bits: Column['bits']
  readonly indices: readonly number[]
  readonly values: readonly number[]
}

export type ColumnName = (typeof columnNames)[number]

/** In the order in which a list has them. */
const columnNames = ['state', 'used', 'cheques'] as const
const version = 1

/** One step: what differs between a list and the one that follows it. */
export function makeDelta(from: PassList, to: PassList): Result<PassListDelta, 'other-list'> {
  if (!haveSameShape(from, to)) return fail('other-list')
  const columns = columnNames.flatMap((name) => {
    const [before, after] = [from[name], to[name]]
    if (!before || !after) return []
    const indices = changedEntries(before, after, entriesOf(to, name))
    if (indices.length === 0) return []
    const values = indices.map((index) => readColumn(after, index))
    return [{ name, bits: after.bits, indices, values }]
  })
  return ok({ ...shapeOf(to), columns })
}

/** The list that a delta leads to; the given one stays as it is. */
export function applyDelta(list: PassList, delta: PassListDelta): Result<PassList, 'other-list'> {
  if (!equalShapes(list, delta)) return fail('other-list')
  const changed: Partial<Record<ColumnName, Column>> = {}
  for (const { name, bits, indices, values } of delta.columns) {
    const before = list[name]
    if (before?.bits !== bits || (indices.at(-1) ?? 0) >= entriesOf(list, name)) return fail('other-list')
    const column = { bits, bytes: new Uint8Array(before.bytes) }
    indices.forEach((index, i) => writeColumn(column, index, values[i] ?? 0))
    changed[name] = column
  }
  return ok({ ...list, ...changed })
}

/** Steps that follow each other, as one: what the latest says of an entry stands. */
export function mergeDeltas(
  first: PassListDelta,
  ...later: readonly PassListDelta[]
): Result<PassListDelta, 'other-list'> {
  const steps = [first, ...later]
  if (!steps.every((step) => equalShapes(first, step))) return fail('other-list')
  const columns: ColumnChange[] = []
  for (const name of columnNames) {
    const parts = steps.flatMap((step) => step.columns.filter((column) => column.name === name))
    const bits = parts[0]?.bits
    if (bits === undefined) continue
    if (parts.some((part) => part.bits !== bits)) return fail('other-list')
    const valueByIndex = new Map<number, number>()
    for (const { indices, values } of parts) {
      indices.forEach((index, i) => valueByIndex.set(index, values[i] ?? 0))
    }
    const indices = [...valueByIndex.keys()].sort((a, b) => a - b)
    columns.push({ name, bits, indices, values: indices.map((index) => valueByIndex.get(index) ?? 0) })
  }
  return ok({ ...shapeOf(first), columns })
}

export function encodeDelta({ programme, batch, passes, units, columns }: PassListDelta): Bytes {
  return encodeCbor([
    version,
    programme,
    batch,
    passes,
    units,
    columns.map(({ name, bits, indices, values }) => {
      const packed = makeColumn(values.length, bits)
      values.forEach((value, i) => writeColumn(packed, i, value))
      return [name, bits, encodeGaps(indices), packed.bytes]
    }),
  ])
}

export function decodeDelta(bytes: Uint8Array): Result<PassListDelta, 'not-a-delta' | 'unknown-version'> {
  const decoded = decodeCbor(bytes)
  if (!decoded.ok || !Array.isArray(decoded.value)) return fail('not-a-delta')
  const [read, programme, batch, passes, units, columns] = itemsOf(decoded.value)
  if (read !== version) return fail('unknown-version')
  if (decoded.value.length !== 6 || !Array.isArray(columns)) return fail('not-a-delta')
  if (![programme, batch, passes, units].every(isCount)) return fail('not-a-delta')
  const parsed = columns.map(parseColumn)
  const places = parsed.map((column) => (column ? columnNames.indexOf(column.name) : -1))
  if (places.some((place, i) => place <= (places[i - 1] ?? -1))) return fail('not-a-delta')
  const shape = { programme, batch, passes, units } as Omit<PassListDelta, 'columns'>
  const delta = { ...shape, columns: parsed.filter((column) => column !== undefined) }
  return equalBytes(encodeDelta(delta), bytes) ? ok(delta) : fail('not-a-delta')
}

function parseColumn(value: unknown): ColumnChange | undefined {
  const [text, bits, gaps, packed, ...more] = itemsOf(value)
  const name = columnNames.find((known) => known === text)
  if (!name || more.length > 0 || (bits !== 1 && bits !== 4 && bits !== 8)) return undefined
  if (!(gaps instanceof Uint8Array) || !(packed instanceof Uint8Array)) return undefined
  const indices = decodeGaps(gaps)
  if (!indices || indices.length === 0) return undefined
  if (packed.length !== Math.ceil((indices.length * bits) / 8)) return undefined
  const column = { bits, bytes: new Uint8Array(packed) } as const
  return { name, bits, indices, values: indices.map((_, i) => readColumn(column, i)) }
}

function changedEntries(before: Column, after: Column, entries: number): readonly number[] {
  const changed: number[] = []
  const perByte = 8 / after.bits
  for (let at = 0; at < after.bytes.length; at++) {
    if (after.bytes[at] === before.bytes[at]) continue
    const end = Math.min(entries, (at + 1) * perByte)
    for (let index = at * perByte; index < end; index++) {
      if (readColumn(before, index) !== readColumn(after, index)) changed.push(index)
    }
  }
  return changed
}

function haveSameShape(a: PassList, b: PassList): boolean {
  return (
    equalShapes(a, b) &&
    columnNames.every(
      (name) => a[name]?.bits === b[name]?.bits && a[name]?.bytes.length === b[name]?.bytes.length,
    )
  )
}

type Shape = Omit<PassListDelta, 'columns'>

function equalShapes(a: Shape, b: Shape): boolean {
  return a.programme === b.programme && a.batch === b.batch && a.passes === b.passes && a.units === b.units
}

function shapeOf({ programme, batch, passes, units }: Shape): Shape {
  return { programme, batch, passes, units }
}

function entriesOf({ passes, units }: Shape, name: ColumnName): number {
  return name === 'cheques' ? passes * units : passes
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}
