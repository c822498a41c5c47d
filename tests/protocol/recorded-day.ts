import { MINUTE } from '#domain/instant.ts'
import { utf8 } from '#protocol/bytes.ts'
import { proveIncarnation } from '#protocol/incarnation.ts'
import { encodeOperatorName, entryHash, personalHash } from '#protocol/journal-entry.ts'
import { exportPublicKey, keyIdOf } from '#protocol/keys.ts'
import { encodeMessage } from '#protocol/message.ts'
import { protocolVersion as protocol } from '#protocol/version.ts'
import { issueLink } from '#server/access/enrolment-codes.ts'
import {
  enrolVirtualDevice,
  type DeviceWorld,
  type VirtualDevice,
} from '#server/demonstration/virtual-device.ts'
import { aSigningKey, aUuid } from '#tests/support/builders.ts'
import { exportOf } from '#tests/support/export-of.ts'
import { aPart, moveStock } from '#tests/support/moved-stock.ts'
import { programmeNumber, scanOf, type TestServer } from '#tests/support/server.ts'

type Ask = DeviceWorld['ask']

/**
 * A day of a desk, two venues and a person that asks for a balance, in which devices say everything that they can say: each
 * kind of act, each question. What is asked goes through `ask`.
 */
export async function recordedDay(server: TestServer, ask: Ask): Promise<void> {
  const desk = await enrol(server, ask, 'desk')
  handOut(server, desk)
  moveStock(server, desk, [3, 46])
  await meet(server, desk)

  const venue = await enrol(server, ask, 'venue')
  const other = await enrol(server, ask, 'other')
  const taken = useThem(server, venue, other)
  await venue.push()
  await meet(server, other)
  await venue.pull()
  await desk.pull()

  await atTheDesk(server, desk, taken)
  await goWrong(server, ask, venue)
  await byHand(server, desk, venue)
  await meet(server, venue)
  await askBalance(server, ask)
  await venue.ask('GET', '/api/venue-account')
  await desk.pull()
  for (const { deltas } of desk.head()?.lists ?? [])
    for (const { delta } of deltas) await ask(`/files/${programmeNumber}/${delta}`)
  await continueUnderNewName(other)
  await forgetAndReadmit(server, ask)
}

async function enrol(server: TestServer, ask: Ask, structure: string): Promise<VirtualDevice> {
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

async function meet(server: TestServer, device: VirtualDevice): Promise<void> {
  await device.push()
  await server.publish()
  await device.pull()
}

const operator = aUuid(6)

function handOut(server: TestServer, desk: VirtualDevice): void {
  const name = aPart(server, encodeOperatorName('Samira'))
  desk.act('operator', { operator, personal: personalHash(name) }, name)
  const said = { age: '65-79', situations: ['isolated'], language: 'ar' } as const
  const give = (batch: number, pass: number) => {
    const code = server.codeOf(batch, pass)
    const handover = desk.handOver(code, scanOf(code), said)
    if (!handover) throw new Error('a pass in stock was not handed over')
    return handover
  }
  give(1, 0)
  desk.undoHandover(give(1, 1))
  const mislaid = { code: [1, 2, 0] as const, proof: { handover: give(1, 2) }, operator }
  desk.act('block', { ...mislaid, reason: 'lost' })
  server.pass(MINUTE)
  desk.act('unblock', { ...mislaid, proof: { typed: server.codeOf(1, 2).number }, reason: 'found' })
  give(2, 0)
}

/** The first use of the card, which the person contests afterwards. */
function useThem(server: TestServer, venue: VirtualDevice, other: VirtualDevice): string {
  const take = (device: VirtualDevice, batch: number, pass: number, cheque = 0, isTyped = false) => {
    const code = server.codeOf(batch, pass, cheque)
    return device.redeem(code, 'first-steps', isTyped ? { typed: code.number } : scanOf(code)).id
  }
  const first = take(venue, 1, 0)
  const mistaken = take(venue, 2, 0, 3)
  if (!first || !mistaken) throw new Error('a pass that was handed over was refused')
  venue.voidAct(mistaken, 'mistake')
  take(venue, 2, 0, 4, true)
  // Refused, noted until its handover comes, and the cheque that the other venue takes too.
  take(venue, 3, 0)
  take(venue, 2, 1, 1)
  take(other, 2, 0, 4)
  return first
}

async function atTheDesk(server: TestServer, desk: VirtualDevice, taken: string): Promise<void> {
  const proof = scanOf(server.codeOf(1, 0))
  await desk.ask('POST', '/api/pass-uses', encodeMessage({ protocol, code: [1, 0, 0], proof }))
  desk.act('contest', { redemption: taken, by: 'person', reason: 'not me' })
  desk.act('replacement', {
    old: { code: [1, 0, 0], proof },
    new: { code: [1, 3, 0], proof: scanOf(server.codeOf(1, 3)) },
    reason: 'damaged',
  })
  await meet(server, desk)
}

/** A tablet that lost its store takes the place of another; its first act comes damaged, and then whole. */
async function goWrong(server: TestServer, ask: Ask, former: VirtualDevice): Promise<void> {
  const tablet = await enrol(server, ask, 'venue')
  tablet.act('incident', { what: 'store-lost', previous: former.device, detail: 'sequence=4 unsent=1' })
  const code = server.codeOf(1, 2)
  tablet.redeem(code, 'workshop', scanOf(code))
  const [first] = tablet.acts
  if (!first) throw new Error('nothing was done')
  await tablet.sendEntries([
    { bytes: first.bytes.slice(0, -1), personal: null, hash: entryHash(first.bytes) },
  ])
  await meet(server, tablet)
}

/** The file of a tablet without a network arrives first, and then the tablet itself. */
async function byHand(server: TestServer, bringer: VirtualDevice, cutOff: VirtualDevice): Promise<void> {
  const code = server.codeOf(2, 0, 5)
  cutOff.redeem(code, 'first-steps', scanOf(code))
  await bringer.ask('POST', '/api/exports', await exportOf(cutOff))
}

async function askBalance(server: TestServer, ask: Ask): Promise<void> {
  const { digits, number } = server.codeOf(2, 0)
  for (const question of [
    { by: 'code', digits },
    { by: 'number', number },
  ]) {
    await ask('/api/balance', { method: 'POST', body: utf8(JSON.stringify(question)) })
  }
}

async function continueUnderNewName(device: VirtualDevice): Promise<void> {
  const { publicKey, privateKey } = await aSigningKey()
  const raw = await exportPublicKey(publicKey)
  const proof = await proveIncarnation(device.device, keyIdOf(raw), privateKey)
  const asked = { protocol, publicKey: raw, proof, app: 'virtual' }
  await device.ask('POST', '/api/incarnations', encodeMessage(asked))
}

/** Of a device that the server lost again, as a restored one has; at last it goes out of service. */
async function forgetAndReadmit(server: TestServer, ask: Ask): Promise<void> {
  const tablet = await enrol(server, ask, 'other')
  await server.database.query('DELETE FROM devices WHERE device = $1', [tablet.device])
  const asked = { protocol, ticket: tablet.ticket, app: 'virtual' }
  await tablet.ask('POST', '/api/readmissions', encodeMessage(asked))
  await server.publish()
  await tablet.pull()
  const code = server.codeOf(2, 0, 6)
  tablet.redeem(code, 'first-steps', scanOf(code))
  await meet(server, tablet)
  await tablet.ask('POST', '/api/retirement')
}
