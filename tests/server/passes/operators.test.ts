import { afterAll, beforeEach, expect, test } from 'vitest'
import { DAY, MINUTE } from '#domain/instant.ts'
import {
  decodeOperatorName,
  encodeOperatorName,
  entryHash,
  personalHash,
  type PersonalPart,
} from '#protocol/journal-entry.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { forgetPersonalParts } from '#server/access/personal-parts.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { verifyLedger } from '#server/ledger/verify-ledger.ts'
import { listActs } from '#server/passes/list-acts.ts'
import { aUuid } from '#tests/support/builders.ts'
import { rewriteLast } from '#tests/support/rewrite-entry.ts'
import { programmeNumber, scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let server: TestServer
let desk: VirtualDevice

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
  desk = await server.enrol('desk')
})
afterAll(() => database.close())

/** Somebody joins those who share a tablet. */
function join(device: VirtualDevice, operator: Uuid, name: string): void {
  const salt = new Uint8Array(16).fill(name.length)
  const personal: PersonalPart = {
    salt,
    part: encodeOperatorName(name),
    expiresAt: server.now() + 300 * DAY,
  }
  device.act('operator', { operator, personal: personalHash(personal) }, personal)
}

function block(operator: Uuid | undefined): void {
  const code = server.codeOf(1, 0)
  const body = {
    code: [code.batch, code.pass, code.cheque] as const,
    proof: scanOf(code),
    reason: 'lost',
    ...(operator && { operator }),
  }
  desk.act('block', body)
}

async function namesKept(): Promise<readonly (string | undefined)[]> {
  const rows = await database.query<{ part: Uint8Array }>('SELECT part FROM personal_parts')
  return rows.map(({ part }) => decodeOperatorName(new Uint8Array(part))).toSorted()
}

async function operatorsSeen() {
  const { acts } = await listActs(database, programmeNumber, {})
  return new Map(acts.map(({ kind, operator }) => [kind, operator]))
}

test('[U9] the manager sees who did an act by the name that they chose, and the id once that is forgotten', async () => {
  join(desk, aUuid(6), 'Samira')
  block(aUuid(6))
  const answers = (await desk.push())?.answers ?? []
  expect(answers.map(({ answer, outcome }) => [answer, outcome?.type])).toEqual([
    ['recorded', 'noted'],
    ['recorded', 'noted'],
  ])
  const samira = { id: aUuid(6), name: 'Samira' }
  expect(await operatorsSeen()).toEqual(
    new Map([
      ['block', samira],
      ['operator', samira],
    ]),
  )
  server.pass(300 * DAY)
  await forgetPersonalParts(server.installation)
  expect((await operatorsSeen()).get('block')).toEqual({ id: aUuid(6), name: null })
  expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
})

test('[U20] a tablet that was revoked, or restored from a copy, renames nobody', async () => {
  join(desk, aUuid(6), 'Samira')
  block(aUuid(6))
  await desk.push()
  const colleague = await server.enrol('desk')
  await database.query('UPDATE devices SET revoked_at = 1 WHERE device = $1', [colleague.device])
  server.pass(MINUTE)
  join(colleague, aUuid(6), 'Mallory')
  const answers = (await colleague.push())?.answers
  expect(answers?.map(({ answer }) => answer)).toEqual(['held'])
  expect((await operatorsSeen()).get('block')).toEqual({ id: aUuid(6), name: 'Samira' })
})

test('[U21] a name that its person takes back is gone, and deleted with every older one', async () => {
  join(desk, aUuid(6), 'Samir')
  await desk.push()
  server.pass(MINUTE)
  join(desk, aUuid(6), 'Samira')
  block(aUuid(6))
  await desk.push()
  server.pass(MINUTE)
  desk.act('operator', { operator: aUuid(6), personal: null })
  await desk.push()
  expect((await operatorsSeen()).get('block')).toEqual({ id: aUuid(6), name: null })
  expect(await database.query('SELECT 1 FROM personal_parts')).toEqual([])
  expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
})

test('[U21] what was said before and arrives after it displaces no newer word, and is not kept', async () => {
  const colleague = await server.enrol('desk')
  join(desk, aUuid(6), 'Samir')
  desk.act('operator', { operator: aUuid(7), personal: null })
  server.pass(MINUTE)
  join(colleague, aUuid(6), 'Samira')
  join(colleague, aUuid(7), 'Paul')
  await colleague.push()
  server.pass(MINUTE)
  block(aUuid(6))
  await desk.push()
  expect((await operatorsSeen()).get('block')).toEqual({ id: aUuid(6), name: 'Samira' })
  expect(await namesKept()).toEqual(['Paul', 'Samira'])
  expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
})

test('[U21] of one tablet it is the last that it wrote, whatever its clock said, also where that came whole before the others', async () => {
  join(desk, aUuid(6), 'Samir')
  rewriteLast(desk, { deviceTime: server.now() + DAY })
  join(desk, aUuid(6), 'Sam')
  rewriteLast(desk, { deviceTime: server.now() + DAY })
  desk.act('operator', { operator: aUuid(6), personal: null })
  block(aUuid(6))
  await desk.sendEntries(
    desk.acts.map(({ bytes, personal }, i) =>
      i === 1 ? { bytes: new Uint8Array(0), personal: null, hash: entryHash(bytes) } : { bytes, personal },
    ),
    { sequence: 4 },
  )
  expect(await namesKept()).toEqual([])
  expect((await desk.sendEntries(desk.acts)).answers.map(({ answer }) => answer)).toEqual([
    'known',
    'recorded',
    'known',
    'known',
  ])
  expect(await namesKept()).toEqual([])
  expect((await operatorsSeen()).get('block')).toEqual({ id: aUuid(6), name: null })
  expect(await verifyLedger(server.installation, programmeNumber)).toEqual([])
})

test('[U21] a tablet of another place takes no name back', async () => {
  join(desk, aUuid(6), 'Samira')
  block(aUuid(6))
  await desk.push()
  const other = await server.enrol('other')
  server.pass(MINUTE)
  other.act('operator', { operator: aUuid(6), personal: null })
  await other.push()
  expect((await operatorsSeen()).get('block')).toEqual({ id: aUuid(6), name: 'Samira' })
})

test('[U9] an act of which nobody said who did it has no operator', async () => {
  block(undefined)
  await desk.push()
  expect((await operatorsSeen()).get('block')).toBeNull()
})

test('[U9] a tablet of another place cannot give a name to who works here', async () => {
  block(aUuid(6))
  await desk.push()
  const other = await server.enrol('other')
  join(other, aUuid(6), 'Mallory')
  await other.push()
  expect((await operatorsSeen()).get('block')).toEqual({ id: aUuid(6), name: null })
})

test('[U2] a name that is not the one that its entry names is not kept', async () => {
  const salt = new Uint8Array(16)
  const part = encodeOperatorName('Samira')
  const personal = { salt, part: encodeOperatorName('Paul'), expiresAt: server.now() + DAY }
  desk.act('operator', { operator: aUuid(6), personal: personalHash({ salt, part }) }, personal)
  await desk.push()
  expect((await operatorsSeen()).get('operator')).toEqual({ id: aUuid(6), name: null })
})
