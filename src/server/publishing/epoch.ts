import { DAY, SECOND, type Instant } from '#domain/instant.ts'
import { uuidOf, type Uuid } from '#protocol/uuid.ts'
import { secretKey } from '../access/secrets.ts'
import type { Queries } from '../database/database.ts'
import { newUuid, type Installation } from '../installation.ts'

/** What the installation knows of itself. `restored`: acts flow, money that leaves is locked until a person has looked. */
type InstallationState = {
  readonly epoch: Uuid
  /** No head of this epoch has a smaller number. */
  readonly firstHead: number
  readonly mode: 'normal' | 'restored'
  readonly demonstration: boolean
}

/** How a loss was seen: by the operator who restored, or by a device that showed what was acknowledged to it. */
type SeenBy = 'restore' | `device/${string}`

/**
 * The installation's first row, drawn once. The secrets behind acknowledgements and tickets are drawn with it: ones
 * that a backup does not hold could not be recognised after a restore.
 */
export async function createInstallation(installation: Installation, demonstration: boolean): Promise<void> {
  const { database, random, now } = installation
  await database.transaction(async (queries) => {
    const made = await queries.query<{ epoch: Uuid }>(
      `INSERT INTO installation (id, epoch, demonstration, next_serial, created_at)
       VALUES ('this', $1, $2, $3, $4) ON CONFLICT DO NOTHING RETURNING epoch`,
      [uuidOf(random(16)), demonstration, 1, now()],
    )
    for (const { epoch } of made)
      await keepEpoch(queries, epoch, { firstHead: 1, at: now(), seenBy: 'beginning' })
  })
  await secretKey(installation, 'acknowledgement')
  await secretKey(installation, 'ticket')
}

export async function readEpoch(installation: Installation): Promise<Uuid> {
  return (await readInstallation(installation)).epoch
}

export async function readInstallation({
  database,
}: {
  readonly database: Queries
}): Promise<InstallationState> {
  const [row] = await database.query<InstallationState>(
    'SELECT epoch, first_head AS "firstHead", mode, demonstration FROM installation',
  )
  if (!row) throw new Error('this installation was never created')
  return row
}

/** Statements and payments wait while this is true: the server lost something, and nobody has looked at what. */
export async function isLocked(queries: Queries): Promise<boolean> {
  return (await readInstallation({ database: queries })).mode === 'restored'
}

/** The operator put an older copy in this store's place, and says so before anybody asks it anything. */
export async function declareRestored(
  installation: Pick<Installation, 'database' | 'random' | 'now'>,
): Promise<void> {
  await installation.database.transaction(async (queries) => {
    await queries.query('SELECT id FROM installation FOR UPDATE')
    await readInstallation({ database: queries })
    await drawEpoch(queries, installation, 'restore')
  })
}

/**
 * The server has found that it forgot something: a new epoch, head numbers above all that were ever given out, the
 * money locked, and the outcomes of the last sixty days told again to every device. The caller holds the
 * installation's row.
 */
export async function drawEpoch(
  queries: Queries,
  installation: Pick<Installation, 'random' | 'now'>,
  seenBy: SeenBy,
): Promise<Uuid> {
  const { now } = installation
  // Its own time says which of two epochs came later, also to a server that lost one of them.
  const epoch = newUuid(installation)
  // A lost head may have been signed in this very second.
  const firstHead = headNumberAt(now()) + 1
  await keepEpoch(queries, epoch, { firstHead, at: now(), seenBy })
  await queries.query(
    "UPDATE installation SET epoch = $1, first_head = greatest(first_head, $2), mode = 'restored'",
    [epoch, firstHead],
  )
  await queries.query(
    `INSERT INTO outcome_notices (programme, device, entry, number, first_head)
     SELECT told.programme, e.device, told.entry, told.number, told.first_head
     FROM (
       SELECT DISTINCT ON (programme, entry) programme, entry, number, first_head
       FROM outcomes WHERE decided_at >= $1 ORDER BY programme, entry, number DESC
     ) told
     JOIN entries e ON e.programme = told.programme AND e.entry = told.entry
     ORDER BY told.programme, e.device, told.entry
     ON CONFLICT (programme, device, entry) DO NOTHING`,
    [now() - toldAgainFor],
  )
  return epoch
}

const toldAgainFor = 60 * DAY

/**
 * The least number of a head that is signed now: seconds since the beginning of 2026. A server that came back without its
 * last heads, and has not heard of it, so gives none of their numbers out again, as long as heads come less than once a
 * second over the years; 31 bits last until 2094.
 */
export function headNumberAt(now: Instant): number {
  return Math.max(1, Math.floor((now - Date.parse('2026-01-01T00:00:00Z')) / SECOND))
}

async function keepEpoch(
  queries: Queries,
  epoch: Uuid,
  drawn: { readonly firstHead: number; readonly at: Instant; readonly seenBy: SeenBy | 'beginning' },
): Promise<void> {
  const isFirst = drawn.seenBy === 'beginning'
  const knownUntil = isFirst ? drawn.at : await newestKnown(queries)
  await queries.query(
    'INSERT INTO epochs (epoch, drawn_at, known_until, first_head, seen_by, reconciled_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [epoch, drawn.at, knownUntil, drawn.firstHead, drawn.seenBy, isFirst ? drawn.at : null],
  )
}

async function newestKnown(queries: Queries): Promise<Instant> {
  const [row] = await queries.query<{ at: number }>(
    `SELECT greatest(
       (SELECT max(issued_at) FROM heads), (SELECT max(recorded_at) FROM entries), (SELECT max(at) FROM audit_trail),
       (SELECT max(enrolled_at) FROM devices), (SELECT created_at FROM installation)) AS at`,
  )
  return row?.at ?? 0
}
