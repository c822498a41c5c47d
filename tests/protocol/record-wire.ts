import { existsSync, writeFileSync } from 'node:fs'
import { openMemory } from '#server/database/pglite.ts'
import { migrate } from '#server/database/migrate.ts'
import { enrolVirtualDevice } from '#server/demonstration/virtual-device.ts'
import { issueLink } from '#server/access/enrolment-codes.ts'
import { toHex } from '#protocol/bytes.ts'
import { decodeCbor, encodeCbor } from '#protocol/cbor.ts'
import { protocolVersion } from '#protocol/version.ts'
import { morning, programmeNumber, scanOf, startTestServer } from '#tests/support/server.ts'
import type { WireFixture, WireExchange } from './wire-fixture.ts'

/**
 * `node tests/protocol/record-wire.ts [VERSION]`: keeps what devices and server really say to each other, once for each
 * version of the protocol, before it is released. A version before today's may be named while its messages differ from
 * today's by their number alone, as fingerprints.json shows.
 */
const version = Number(process.argv[2] ?? protocolVersion)
const file = `tests/protocol/fixtures/v${version}.json`
if (existsSync(file)) throw new Error(`${file} is what that version said: it is never written again.`)

const database = await openMemory()
await migrate(database, 0)
const server = await startTestServer(database)
const exchanges: WireExchange[] = []

async function enrol(structure: string) {
  const asked = { programme: programmeNumber, structure, role: 'desk' } as const
  const { link } = await issueLink(server.installation, asked, 'shown')
  const world = {
    ask,
    now: server.now,
    random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
  }
  const device = await enrolVirtualDevice(world, link, `tablet of ${structure}`)
  await device.pull()
  return device
}

async function ask(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await server.ask(path, init)
  const answer = new Uint8Array(await response.clone().arrayBuffer())
  const body = init.body instanceof Uint8Array ? new Uint8Array(init.body) : undefined
  // A refused nonce is asked again at once.
  if (response.status === 200) {
    exchanges.push({
      path,
      method: init.method ?? 'GET',
      request: body ? toHex(numbered(body)) : null,
      answer: toHex(path.startsWith('/api/') ? numbered(answer) : answer),
    })
  }
  return response
}

/** The message as that version wrote it. */
function numbered(message: Uint8Array): Uint8Array {
  const decoded = decodeCbor(message)
  const isNumbered =
    decoded.ok && typeof decoded.value === 'object' && decoded.value !== null && 'protocol' in decoded.value
  return isNumbered ? encodeCbor({ ...decoded.value, protocol: version }) : message
}

function cardOf(pass: number) {
  return { batch: 1, pass, cheque: 0 }
}

const mediator = await enrol('desk')
const cards = [0, 1, 2].map((pass) => server.codeOf(1, pass))
const [first, second] = cards
if (!first || !second) throw new Error('no code')
const said = { age: '65-79', situations: ['isolated'], language: 'ar' } as const
mediator.handOver(cardOf(0), scanOf(first), said)
const mistaken = mediator.handOver(cardOf(1), scanOf(second), said)
if (mistaken) mediator.undoHandover(mistaken)
await mediator.push()
await server.publish()
await mediator.pull()

const venue = await enrol('venue')
venue.redeem(cardOf(0), 'first-steps', scanOf(first))
const typed = venue.redeem({ batch: 2, pass: 0, cheque: 3 }, 'first-steps', {
  typed: server.codeOf(2, 0, 3).number,
})
if (typed.id) venue.voidAct(typed.id, 'mistake')
venue.redeem({ batch: 3, pass: 0, cheque: 0 }, 'first-steps', scanOf(server.codeOf(3, 0)))
await venue.push()
await server.publish()
await venue.pull()

const fixture: WireFixture = { protocol: version, recordedAt: morning, exchanges }
writeFileSync(file, `${JSON.stringify(fixture, null, 1)}\n`)
await database.close()
