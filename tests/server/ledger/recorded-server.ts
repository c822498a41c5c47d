import { type Instant } from '#domain/instant.ts'
import { fromHex, type Bytes } from '#protocol/bytes.ts'
import { noPrevious } from '#protocol/journal-entry.ts'
import { keyIdOf } from '#protocol/keys.ts'
import { decodeRecord, type RecordName, type Records } from '#protocol/records.ts'
import { findDevice, type Device } from '#server/access/devices.ts'
import type { Database } from '#server/database/database.ts'
import { loadProgramme } from '#server/directory/load-programme.ts'
import { randomBytes, type Installation } from '#server/installation.ts'
import { createInstallation } from '#server/publishing/epoch.ts'
import { keepFile } from '#server/publishing/files.ts'
import {
  enrolledIn,
  filesIn,
  headKeyOf,
  headsIn,
  type EnrolledDevice,
  type WireFixture,
} from '#tests/protocol/wire-fixture.ts'
import { valueOf } from '#tests/support/builders.ts'

/**
 * Today's server in the place of the one that was recorded: its programme, its keys, its secrets as far as they were kept,
 * the heads that its devices cite; no device yet, and no act. Its clock stands at `now`.
 */
export async function openRecordedServer(
  database: Database,
  fixture: WireFixture,
  now: Instant,
): Promise<Installation> {
  // What was made at first was made then.
  const then = { ...aServer(database), now: () => fixture.recordedAt }
  await createInstallation(then, false)
  await keepSecrets(database, fixture)
  const { programme, structures, batches, keys } = await recordsOf(fixture)
  await loadProgramme(then, { programme, structures, batches, contingencyUnits: 20 })
  const [first] = enrolledIn(fixture)
  await database.query('UPDATE installation SET epoch = $1', [first?.epoch])
  await database.query('UPDATE epochs SET epoch = $1', [first?.epoch])
  const headKey = headKeyOf(fixture)
  await database.query('UPDATE head_keys SET public_key = $1, key_id = $2', [headKey, keyIdOf(headKey)])
  for (const { keyId, batch, publicKey } of keys.filter(({ usage }) => usage === 'pass')) {
    await database.query('UPDATE batches SET public_key = $1, key_id = $2 WHERE batch = $3', [
      publicKey,
      keyId,
      batch,
    ])
  }
  for (const content of (await filesIn(fixture)).values())
    await keepFile(database, programme.number, content, fixture.recordedAt)
  for (const { bytes, head } of await headsIn(fixture)) {
    await database.query('INSERT INTO heads VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [
      head.programme,
      head.number,
      head.issuedAt,
      bytes,
    ])
  }
  // Another one: what the first made of its own keys is not remembered.
  return { ...aServer(database), now: () => now }
}

/** As it stands in a database that has seen its enrolment. */
export async function addRecordedDevice(
  installation: Installation,
  enrolled: EnrolledDevice,
): Promise<Device> {
  const { device, programme, structure, role, name, publicKey, serverTime, app } = enrolled
  await installation.database.query(
    `INSERT INTO devices (device, programme, structure, role, name, public_key, enrolled_at, last_hash, app)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [device, programme, structure, role, name, publicKey, serverTime, noPrevious, app],
  )
  const found = await findDevice(installation, device)
  if (!found) throw new Error('the device is not there')
  return found
}

function aServer(database: Database): Omit<Installation, 'now'> {
  return { database, address: 'http://carnet.test', publishEvery: 30_000, random: randomBytes }
}

async function keepSecrets(database: Database, fixture: WireFixture): Promise<void> {
  const kept = Object.entries(fixture.secrets ?? {}).map(([name, hex]): [string, Bytes] => [
    name,
    fromHex(hex),
  ])
  for (const [name, bytes] of kept.length > 0 ? kept : numberKeysIn(fixture)) {
    await database.query(
      'INSERT INTO secrets VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE SET bytes = excluded.bytes',
      [name, bytes, fixture.recordedAt],
    )
  }
}

/** The one secret that devices were told. */
function numberKeysIn(fixture: WireFixture): readonly [string, Bytes][] {
  const year = new Date(fixture.recordedAt).getUTCFullYear()
  return (enrolledIn(fixture)[0]?.numberKeys ?? []).map((bytes, i) => [`number/${year - i}`, bytes])
}

async function recordsOf(fixture: WireFixture): Promise<Records> {
  const files = await filesIn(fixture)
  const [first] = await headsIn(fixture)
  const read = <Name extends RecordName>(name: Name): Records[Name] =>
    valueOf(decodeRecord(name, files.get(first?.head.records[name] ?? '') ?? new Uint8Array()))
  return {
    programme: read('programme'),
    batches: read('batches'),
    structures: read('structures'),
    keys: read('keys'),
  }
}
