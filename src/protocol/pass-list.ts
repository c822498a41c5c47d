import type { Batch } from '#domain/batch.ts'
import { passStates, type PassKnowledge, type PassState } from '#domain/pass.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import type { Bytes } from './bytes.ts'
import { decodeCbor, encodeCbor, itemsOf } from './cbor.ts'

/**
 * The list of a batch: columns packed as in the IETF Token Status List (index 0 in the least significant bits of
 * byte 0). A card has `used`, 0…N; a booklet has `cheques`, one bit for each; both have `state`, four bits.
 */
export type PassList = {
  readonly programme: number
  readonly batch: number
  readonly passes: number
  readonly units: number
  readonly used: Column | undefined
  readonly cheques: Column | undefined
  readonly state: Column
}

/** `bits` of 1, 4 or 8 for each entry. */
export type Column = { readonly bits: 1 | 4 | 8; readonly bytes: Bytes }

const version = 1
const stateBits = 4

export function makePassList(
  batch: Pick<Batch, 'number' | 'format' | 'units' | 'passes' | 'spares'>,
  programme: number,
  knowledgeOf: (pass: number) => PassKnowledge,
): PassList {
  const passes = batch.passes + batch.spares
  const state = makeColumn(passes, stateBits)
  const used = batch.format === 'card' ? makeColumn(passes, batch.units <= 15 ? 4 : 8) : undefined
  const cheques = batch.format === 'booklet' ? makeColumn(passes * batch.units, 1) : undefined
  const list = { programme, batch: batch.number, passes, units: batch.units, used, cheques, state }
  for (let pass = 0; pass < passes; pass++) writePass(list, pass, knowledgeOf(pass))
  return list
}

/** The same list with what is known of some passes written anew; the given one stays as it is. */
export function withPasses(
  list: PassList,
  passes: Iterable<number>,
  knowledgeOf: (pass: number) => PassKnowledge,
): PassList {
  const [state, used, cheques] = [
    copyOf(list.state),
    list.used && copyOf(list.used),
    list.cheques && copyOf(list.cheques),
  ]
  const next = { ...list, state, used, cheques }
  for (const pass of passes) if (pass < list.passes) writePass(next, pass, knowledgeOf(pass))
  return next
}

function writePass({ state, used, cheques, units }: PassList, pass: number, known: PassKnowledge): void {
  writeColumn(state, pass, passStates.indexOf(known.state))
  if (used) writeColumn(used, pass, known.used)
  if (!cheques) return
  for (let cheque = 1; cheque <= units; cheque++) {
    writeColumn(cheques, pass * units + cheque - 1, known.cheques.has(cheque) ? 1 : 0)
  }
}

function copyOf({ bits, bytes }: Column): Column {
  return { bits, bytes: new Uint8Array(bytes) }
}

/** Undefined when the pass is not in this list, or in a state that this version cannot name: then nobody can say. */
export function lookUpPass(list: PassList, pass: number): PassKnowledge | undefined {
  if (pass < 0 || pass >= list.passes) return undefined
  const state: PassState | undefined = passStates[readColumn(list.state, pass)]
  if (!state) return undefined
  const cheques = new Set<number>()
  if (list.cheques) {
    for (let cheque = 1; cheque <= list.units; cheque++) {
      if (readColumn(list.cheques, pass * list.units + cheque - 1) === 1) cheques.add(cheque)
    }
  }
  return { state, used: list.used ? readColumn(list.used, pass) : cheques.size, cheques }
}

export function encodePassList(list: PassList): Bytes {
  const columns = [
    ['state', list.state.bits, list.state.bytes],
    ...(list.used ? [['used', list.used.bits, list.used.bytes]] : []),
    ...(list.cheques ? [['cheques', list.cheques.bits, list.cheques.bytes]] : []),
  ]
  return encodeCbor([version, list.programme, list.batch, list.passes, list.units, columns])
}

export function decodePassList(bytes: Uint8Array): Result<PassList, 'not-a-list' | 'unknown-version'> {
  const decoded = decodeCbor(bytes)
  if (!decoded.ok || !Array.isArray(decoded.value)) return fail('not-a-list')
  const [read, programme, batch, passes, units, columns] = itemsOf(decoded.value)
  if (read !== version) return fail('unknown-version')
  if (![programme, batch, passes, units].every(isCount) || !Array.isArray(columns)) return fail('not-a-list')
  const counts = { programme, batch, passes, units } as Pick<
    PassList,
    'programme' | 'batch' | 'passes' | 'units'
  >
  const byName = new Map<unknown, Column>()
  for (const column of columns as unknown[]) {
    const parsed = parseColumn(column)
    if (!parsed) return fail('not-a-list')
    byName.set(parsed.name, parsed.column)
  }
  const state = byName.get('state')
  const list = { ...counts, used: byName.get('used'), cheques: byName.get('cheques') }
  if (!state || !holds(state, counts.passes)) return fail('not-a-list')
  if (list.used && !holds(list.used, counts.passes)) return fail('not-a-list')
  if (list.cheques && !holds(list.cheques, counts.passes * counts.units)) return fail('not-a-list')
  return list.used || list.cheques ? ok({ ...list, state }) : fail('not-a-list')
}

export function makeColumn(entries: number, bits: Column['bits']): Column {
  return { bits, bytes: new Uint8Array(Math.ceil((entries * bits) / 8)) }
}

export function readColumn(column: Column, index: number): number {
  const bit = index * column.bits
  return ((column.bytes[bit >> 3] ?? 0) >> (bit & 7)) & ((1 << column.bits) - 1)
}

export function writeColumn(column: Column, index: number, value: number): void {
  const bit = index * column.bits
  const mask = ((1 << column.bits) - 1) << (bit & 7)
  column.bytes[bit >> 3] = ((column.bytes[bit >> 3] ?? 0) & ~mask) | ((value << (bit & 7)) & mask)
}

function holds(column: Column, entries: number): boolean {
  return column.bytes.length === Math.ceil((entries * column.bits) / 8)
}

function parseColumn(value: unknown): { name: string; column: Column } | undefined {
  const items = itemsOf(value)
  if (items.length !== 3) return undefined
  const [name, bits, bytes] = items
  if (typeof name !== 'string' || !(bytes instanceof Uint8Array)) return undefined
  if (bits !== 1 && bits !== 4 && bits !== 8) return undefined
  return { name, column: { bits, bytes: new Uint8Array(bytes) } }
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && Number(value) >= 0
}
