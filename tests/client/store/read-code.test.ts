import { expect, test } from 'vitest'
import { groupsOf } from '#protocol/pass-number.ts'
import { passCodeText, signPassCode, toDigits } from '#protocol/pass-code.ts'
import { sign1 } from '#protocol/cose.ts'
import { encodeCbor } from '#protocol/cbor.ts'
import { readCode } from '#client/store/read-code.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { aBatch, aSigningKey, valueOf } from '#tests/support/builders.ts'
import { heldBy, openDesk, type Desk } from './a-desk.ts'

const card = { batch: 3, pass: 4, cheque: 0 }

test('[J19] a code signed by its batch is verified, whatever host it names', async () => {
  const desk = await openDesk()
  const text = (await desk.server.signCode(card)).replace('https://carnet.test', 'http://elsewhere.example')
  expect(await desk.read(text)).toMatchObject({
    programme: 7,
    code: card,
    trust: 'verified',
    training: false,
  })
})

test('[J20] a code under a key that we do not know is deferred, and served or not by a person', async () => {
  const desk = await openDesk()
  const stranger = await aSigningKey()
  const digits = await signPassCode({ programme: 7, ...card }, stranger.keyId, stranger.privateKey)
  const read = await desk.read(passCodeText('https://carnet.test', digits))
  expect(read.trust).toBe('unknown-key')
  const { entry, verdict } = await redeemPass(desk.store, desk.device, { read, service: 'basics' }, desk.now)
  expect(verdict.type).toBe('deferred:unknown-key')
  expect(entry.kind).toBe('redemption')
})

test('[J20] a code of a version that we do not know is deferred', async () => {
  const desk = await openDesk()
  const stranger = await aSigningKey()
  const payload = encodeCbor([2, 7, 3, 4, 0])
  const text = passCodeText('', toDigits(await sign1(payload, stranger.keyId, stranger.privateKey)))
  expect(await verdictOf(desk, text)).toBe('deferred:unknown-version')
})

test('[J20] a code of a batch that we do not know yet is deferred', async () => {
  const desk = await openDesk()
  const text = await desk.server.signCode({ batch: 12, pass: 1, cheque: 0 })
  await publishAndPull(desk)
  expect(await verdictOf(desk, text)).toBe('deferred:unknown-batch')
})

test('[J21] a known key that did not sign the code makes it unreadable', async () => {
  const desk = await openDesk()
  const [published] = desk.server.keys
  const forger = await aSigningKey()
  const digits = await signPassCode(
    { programme: 7, ...card },
    published?.keyId ?? forger.keyId,
    forger.privateKey,
  )
  expect(await readCode(await heldBy(desk), digits, 'scan')).toEqual({ ok: false, error: 'bad-signature' })
})

test('[J21] a key signs the codes of its own batch and usage, no others', async () => {
  const desk = await openDesk()
  const [ofBatch3, ofHeads, ofTraining] = await Promise.all([aSigningKey(), aSigningKey(), aSigningKey()])
  desk.server.keys.push(
    { keyId: ofBatch3.keyId, usage: 'pass', batch: 3, publicKey: ofBatch3.raw },
    { keyId: ofHeads.keyId, usage: 'head', batch: 0, publicKey: ofHeads.raw },
    { keyId: ofTraining.keyId, usage: 'training', batch: 0, publicKey: ofTraining.raw },
  )
  await publishAndPull(desk)
  const held = await heldBy(desk)
  const read = async (key: typeof ofBatch3, batch: number) => {
    const digits = await signPassCode({ programme: 7, ...card, batch }, key.keyId, key.privateKey)
    const answer = await readCode(held, digits, 'scan')
    return answer.ok ? answer.value.trust : answer.error
  }
  expect(await read(ofBatch3, 3)).toBe('verified')
  expect(await read(ofBatch3, 4)).toBe('bad-signature')
  expect(await read(ofHeads, 3)).toBe('bad-signature')
  expect(await read(ofTraining, 3)).toBe('bad-signature')
})

test('[J21] a training pass is read, and refused', async () => {
  const desk = await openDesk()
  const key = await aSigningKey()
  desk.server.batches.push(aBatch({ number: 9, firstSerial: 20_000, training: true }))
  desk.server.keys.push({ keyId: key.keyId, usage: 'training', batch: 0, publicKey: key.raw })
  await publishAndPull(desk)
  const digits = await signPassCode({ programme: 7, ...card, batch: 9 }, key.keyId, key.privateKey)
  expect(await desk.read(digits)).toMatchObject({ trust: 'verified', training: true })
  expect(await verdictOf(desk, digits)).toBe('refused:training-pass')
})

test('[J21] a pass of another programme is refused, also when we do not know its key', async () => {
  const desk = await openDesk()
  const stranger = await aSigningKey()
  const digits = await signPassCode({ programme: 8, ...card }, stranger.keyId, stranger.privateKey)
  expect(await verdictOf(desk, digits)).toBe('refused:other-programme')
})

test.each([['https://example.org/'], ['WIFI:T:WPA;S:x;;'], [''], ['123456789012']])(
  '[J22] a scan of %j is no pass',
  async (text) => {
    const held = await heldBy(await openDesk())
    const answer = await readCode(held, text, 'scan')
    expect(!answer.ok && answer.error).toBe(text === '123456789012' ? 'misread-number' : 'not-a-pass')
  },
)

test('[J22] a number resolves with this year’s key and with the one before, typed or from the bar code', async () => {
  const desk = await openDesk()
  const held = await heldBy(desk)
  for (const year of [0, 1]) {
    const number = await desk.server.numberOf({ batch: 4, pass: 2, cheque: 7 }, year)
    const typed = valueOf(await readCode(held, groupsOf(number).toLowerCase(), 'typed'))
    expect(typed).toMatchObject({
      code: { batch: 4, pass: 2, cheque: 7 },
      proof: { typed: number },
      trust: 'verified',
    })
    expect(valueOf(await readCode(held, number, 'scan'))).toEqual(typed)
  }
})

test('[J22] a typing error is seen, at every place of the number', async () => {
  const desk = await openDesk()
  const held = await heldBy(desk)
  const number = await desk.server.numberOf(card)
  for (let i = 0; i < number.length; i++) {
    const wrong = number.slice(0, i) + (number[i] === 'X' ? 'Y' : 'X') + number.slice(i + 1)
    expect(await readCode(held, wrong, 'typed')).toEqual({ ok: false, error: 'misread-number' })
  }
  expect(await readCode(held, number.slice(1), 'typed')).toEqual({ ok: false, error: 'misread-number' })
})

test('[J22] a number that no key of ours explains is deferred, and the server resolves it', async () => {
  const desk = await openDesk()
  const number = await desk.server.numberOf({ batch: 77, pass: 1_000_000, cheque: 0 })
  const read = valueOf(await readCode(await heldBy(desk), number, 'typed'))
  expect(read).toMatchObject({ code: null, trust: 'unknown-batch' })
  const { entry, verdict } = await redeemPass(
    desk.store,
    desk.device,
    { read, service: 'workshop' },
    desk.now,
  )
  expect(verdict.type).toBe('deferred:unknown-batch')
  expect(entry).toMatchObject({ kind: 'redemption', batch: undefined, pass: undefined, units: 3 })
})

async function verdictOf(desk: Desk, text: string) {
  const read = await desk.read(text)
  return (await redeemPass(desk.store, desk.device, { read, service: 'basics' }, desk.now)).verdict.type
}

async function publishAndPull(desk: Desk): Promise<void> {
  desk.server.now += 60_000
  await desk.server.publish()
  await pullKnowledge(desk.link)
}
