import { timingSafeEqual } from 'node:crypto'
import { toHex, utf8, type Bytes } from '#protocol/bytes.ts'
import type { ShownAcknowledgement } from '#protocol/acknowledgement.ts'
import { timeOfUuid, type Uuid } from '#protocol/uuid.ts'
import type { Queries } from '../database/database.ts'
import type { Installation } from '../installation.ts'
import { drawEpoch } from '../publishing/epoch.ts'
import type { Device } from './devices.ts'
import { secretKey } from './secrets.ts'

/** The server's own proof that it acknowledged a chain up to here, under this epoch. */
export async function acknowledgementMac(
  installation: Installation,
  end: {
    readonly epoch: Uuid
    readonly device: string
    readonly sequence: number
    readonly hash: Uint8Array
  },
): Promise<Bytes> {
  const key = await secretKey(installation, 'acknowledgement')
  const text = `carnet acknowledgement ${end.epoch} ${end.device} ${end.sequence} ${toHex(end.hash)}`
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8(text)))
}

/**
 * A device shows the newest acknowledgement that it holds. When it is ours and we do not have that chain, we lost
 * something: a new epoch is drawn, once for each loss. One given under an epoch before ours shows a loss that was seen
 * already, also when we lost that epoch; one under an epoch after ours shows a later loss.
 */
export async function noticeLoss(
  installation: Installation,
  { device, programme }: Device,
  shown: ShownAcknowledgement,
): Promise<void> {
  const { database } = installation
  if (await hasChain(database, { device, programme }, shown)) return
  const { epoch, sequence, hash } = shown
  const ours = await acknowledgementMac(installation, { epoch, device, sequence, hash })
  if (ours.length !== shown.mac.length || !timingSafeEqual(ours, shown.mac)) return
  await database.transaction(async (queries) => {
    await queries.query(
      'UPDATE devices SET forgotten_through = greatest(forgotten_through, $2) WHERE device = $1',
      [device, sequence],
    )
    await noticeLostDevice(queries, installation, { device, epoch })
  })
}

/** The same of a device that the server made under this epoch and does not have. */
export async function noticeLostDevice(
  queries: Queries,
  installation: Installation,
  { device, epoch }: { readonly device: Uuid; readonly epoch: Uuid },
): Promise<void> {
  await queries.query('SELECT id FROM installation FOR UPDATE')
  if (await isNewLoss(queries, epoch)) await drawEpoch(queries, installation, `device/${device}`)
}

async function isNewLoss(queries: Queries, shown: Uuid): Promise<boolean> {
  const [current] = await queries.query<{ epoch: Uuid; drawn_at: number; is_known: boolean }>(
    `SELECT e.epoch, e.drawn_at, EXISTS (SELECT 1 FROM epochs WHERE epoch = $1) AS is_known
     FROM installation i JOIN epochs e ON e.epoch = i.epoch`,
    [shown],
  )
  if (!current) throw new Error('the epoch of this installation was never kept')
  if (shown === current.epoch) return true
  return !current.is_known && (timeOfUuid(shown) ?? 0) > current.drawn_at
}

async function hasChain(
  queries: Queries,
  { device, programme }: Pick<Device, 'device' | 'programme'>,
  { sequence, hash }: ShownAcknowledgement,
): Promise<boolean> {
  if (sequence === 0) return true
  const found = await queries.query(
    `SELECT device FROM entries WHERE programme = $1 AND device = $2 AND hash = $3
     UNION ALL SELECT device FROM held_entries WHERE programme = $1 AND device = $2 AND hash = $3 AND reason <> 'gap'`,
    [programme, device, hash],
  )
  return found.length > 0
}
