import type { Batch, Delivery } from '#domain/batch.ts'
import { defaultOfflineRules, noLanguageNamed, type Programme } from '#domain/programme.ts'
import type { Structure } from '#domain/structure.ts'
import type { Queries } from '../database/database.ts'

export async function listProgrammes(queries: Queries): Promise<readonly Programme[]> {
  const rows = await queries.query<{ record: string }>('SELECT record FROM programmes ORDER BY programme')
  return rows.map(({ record }) => programmeOf(record))
}

export async function findProgramme(queries: Queries, programme: number): Promise<Programme | undefined> {
  const [row] = await queries.query<{ record: string }>(
    'SELECT record FROM programmes WHERE programme = $1',
    [programme],
  )
  return row && programmeOf(row.record)
}

/** A record written before a rule or the languages were there has their default. */
export function programmeOf(record: string): Programme {
  const read = JSON.parse(record) as Omit<Programme, 'languages'> & Partial<Programme>
  return {
    ...read,
    languages: read.languages ?? noLanguageNamed,
    rules: { ...defaultOfflineRules, ...read.rules },
  }
}

export async function listStructures(queries: Queries): Promise<readonly Structure[]> {
  const rows = await queries.query<{ record: string }>('SELECT record FROM structures ORDER BY structure')
  return rows.map((row) => structureOf(row.record))
}

export async function findStructure(queries: Queries, id: string): Promise<Structure | undefined> {
  const [row] = await queries.query<{ record: string }>(
    'SELECT record FROM structures WHERE structure = $1',
    [id],
  )
  return row ? structureOf(row.record) : undefined
}

/** With what is announced of each: what the programme delivered, as places have moved it since. */
export async function listBatches(queries: Queries, programme: number): Promise<readonly Batch[]> {
  const rows = await queries.query<BatchRow>('SELECT * FROM batches WHERE programme = $1 ORDER BY batch', [
    programme,
  ])
  const deliveries = await queries.query<DeliveryRow>(
    'SELECT * FROM announced WHERE programme = $1 ORDER BY batch, from_pass',
    [programme],
  )
  return rows.map((row) => batchOf(row, deliveries))
}

/** One batch alone, by its key: a programme has many, and each may be announced in many ranges. */
export async function findBatch(
  queries: Queries,
  programme: number,
  batch: number,
): Promise<Batch | undefined> {
  const key = [programme, batch]
  const [row] = await queries.query<BatchRow>(
    'SELECT * FROM batches WHERE programme = $1 AND batch = $2',
    key,
  )
  if (!row) return undefined
  const announced = await queries.query<DeliveryRow>(
    'SELECT * FROM announced WHERE programme = $1 AND batch = $2 ORDER BY from_pass',
    key,
  )
  return batchOf(row, announced)
}

/** JSON leaves an unknown coordinate out; the domain says `undefined`. */
function structureOf(record: string): Structure {
  const read = JSON.parse(record) as Structure
  return { ...read, latitude: read.latitude, longitude: read.longitude }
}

function batchOf(row: BatchRow, deliveries: readonly DeliveryRow[]): Batch {
  return {
    number: row.batch,
    order: row.order_id,
    format: row.format,
    units: row.units,
    passes: row.passes,
    spares: row.spares,
    firstSerial: row.first_serial,
    firstDay: row.first_day,
    endDay: row.end_day,
    opened: row.opened_at !== null,
    deliveries: deliveries.filter(({ batch }) => batch === row.batch).map(deliveryOf),
    training: row.training,
  }
}

function deliveryOf(row: DeliveryRow): Delivery {
  return { structure: row.structure, from: row.from_pass, to: row.to_pass }
}

type BatchRow = {
  readonly batch: number
  readonly order_id: string
  readonly format: Batch['format']
  readonly units: number
  readonly passes: number
  readonly spares: number
  readonly first_serial: number
  readonly first_day: string
  readonly end_day: string
  readonly training: boolean
  readonly opened_at: number | null
}

type DeliveryRow = {
  readonly batch: number
  readonly structure: string
  readonly from_pass: number
  readonly to_pass: number
}
