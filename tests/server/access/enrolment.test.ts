import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '#domain/instant.ts'
import { enrolmentResponse, parseEnrolmentLink, proveKey } from '#protocol/enrolment.ts'
import { exportPublicKey, fingerprintOf, keyIdOf, makeSigningKey } from '#protocol/keys.ts'
import { decodeMessage, encodeMessage } from '#protocol/message.ts'
import { nonceHeader, signRequest } from '#protocol/signed-request.ts'
import { findCode, issueLink, issueTypedCode } from '#server/access/enrolment-codes.ts'
import { headKeyOf } from '#server/publishing/head-key.ts'
import { programmeNumber, startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database = await openTestDatabase()
let server: TestServer

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
})
afterAll(() => database.close())

const wanted = { programme: programmeNumber, structure: 'venue', role: 'desk' } as const

async function enrolWith(code: string, proven = code, known?: CryptoKeyPair) {
  const keys = known ?? (await makeSigningKey({ extractable: false }))
  const publicKey = await exportPublicKey(keys.publicKey)
  const proof = await proveKey(proven, keyIdOf(publicKey), keys.privateKey)
  const body = encodeMessage({ protocol: 1, code, publicKey, proof, name: 'Tablette', app: 'test' })
  const response = await server.ask('/api/enrolments', { method: 'POST', body })
  const answer = decodeMessage(enrolmentResponse, new Uint8Array(await response.arrayBuffer()))
  if (!answer.ok) throw new Error('malformed')
  return { answer: answer.value, keys }
}

async function scannedCode(): Promise<string> {
  const { link } = await issueLink(server.installation, wanted, 'shown')
  const parsed = parseEnrolmentLink(link)
  if (!parsed.ok) throw new Error('not a link')
  return parsed.value.code
}

function reasonOf({ answer }: Awaited<ReturnType<typeof enrolWith>>): string {
  return answer.type === 'refused' ? answer.reason : answer.type
}

describe('an enrolment code', () => {
  test('[K12] works once, and its link names the head key that the server then gives', async () => {
    const { link } = await issueLink(server.installation, wanted, 'shown')
    const parsed = parseEnrolmentLink(link)
    if (!parsed.ok) throw new Error('not a link')
    const { publicKey } = await headKeyOf(server.installation, programmeNumber)
    expect(parsed.value.fingerprint).toBe(fingerprintOf(publicKey))
    const { answer } = await enrolWith(parsed.value.code)
    expect(answer).toMatchObject({
      type: 'enrolled',
      structure: 'venue',
      programme: programmeNumber,
      role: 'desk',
    })
    expect(reasonOf(await enrolWith(parsed.value.code))).toBe('used-code')
  })

  test('[K12] answers the same again to the same key, whose answer was lost', async () => {
    const code = await scannedCode()
    const first = await enrolWith(code)
    server.pass(DAY)
    expect((await enrolWith(code, code, first.keys)).answer).toMatchObject({
      type: 'enrolled',
      device: first.answer.type === 'enrolled' ? first.answer.device : '',
    })
    expect(await database.query('SELECT device FROM devices')).toHaveLength(1)
  })

  test('[K13] that is unknown, too old or not proven gets its own word', async () => {
    expect(reasonOf(await enrolWith('ZZZZZZZZZZZZ'))).toBe('unknown-code')
    const shown = await scannedCode()
    expect(reasonOf(await enrolWith(shown, 'another'))).toBe('bad-proof')
    server.pass(15 * MINUTE)
    expect(reasonOf(await enrolWith(shown))).toBe('expired-code')
    const printed = await issueLink(server.installation, wanted, 'printed')
    server.pass(7 * DAY - 1)
    const parsed = parseEnrolmentLink(printed.link)
    expect(reasonOf(await enrolWith(parsed.ok ? parsed.value.code : ''))).toBe('enrolled')
  })

  test('[K14] that is typed allows five tries', async () => {
    const { code } = await issueTypedCode(server.installation, wanted)
    const wrong = code.slice(0, 7) + (code.endsWith('0') ? '1' : '0')
    for (let i = 0; i < 4; i++) expect(reasonOf(await enrolWith(wrong))).toBe('unknown-code')
    expect(reasonOf(await enrolWith(wrong))).toBe('too-many-tries')
    expect(reasonOf(await enrolWith(code))).toBe('too-many-tries')
    const other = await issueTypedCode(server.installation, wanted)
    expect(reasonOf(await enrolWith(other.code))).toBe('enrolled')
  })

  test('[K40] that is typed allows five tries also when they come at once', async () => {
    const { code } = await issueTypedCode(server.installation, wanted)
    const wrong = code.slice(0, 7) + (code.endsWith('0') ? '1' : '0')
    const answers = await Promise.all(Array.from({ length: 20 }, () => findCode(server.installation, wrong)))
    expect(answers.filter((answer) => answer !== 'too-many-tries')).toHaveLength(4)
    expect(reasonOf(await enrolWith(code))).toBe('too-many-tries')
  })

  test('[K40] makes one device when two tablets use it at once, and the same one for a tablet that asks twice', async () => {
    const code = await scannedCode()
    const both = await Promise.all([enrolWith(code), enrolWith(code)])
    expect(both.map(reasonOf).sort()).toEqual(['enrolled', 'used-code'])
    const enrolled = both.find(({ answer }) => answer.type === 'enrolled')
    expect((await enrolWith(code, code, enrolled?.keys)).answer).toMatchObject(enrolled?.answer ?? {})
    expect(await database.query('SELECT count(*) AS devices FROM devices')).toEqual([{ devices: 1 }])
  })
})

describe('a signed request', () => {
  async function pullWith(changes: { nonce?: string; path?: string; device?: string }) {
    const { answer, keys } = await enrolWith(await scannedCode())
    if (answer.type !== 'enrolled') throw new Error('not enrolled')
    const { nonce } = (await (await server.ask('/api/nonce')).json()) as { nonce: string }
    const body = encodeMessage({ protocol: 1, app: 'test', head: 0, unsent: 0, stored: [] })
    const signed = { method: 'POST', path: changes.path ?? '/api/pull', body, nonce: changes.nonce ?? nonce }
    const headers = {
      Authorization: await signRequest(signed, changes.device ?? answer.device, keys.privateKey),
      [nonceHeader]: signed.nonce,
    }
    return server.ask('/api/pull', { method: 'POST', headers, body })
  }

  test('[K15] is answered when nonce, path and device are right, and only then', async () => {
    expect((await pullWith({})).status).toBe(200)
    const stale = await pullWith({ nonce: 'invented' })
    expect(stale.status).toBe(401)
    expect(stale.headers.get(nonceHeader)).toBeTruthy()
    expect((await pullWith({ path: '/api/push' })).status).toBe(401)
    expect((await pullWith({ device: '01980000-0000-7000-8000-000000000000' })).status).toBe(403)
  })

  test('[K16] whose nonce is older than two buckets is asked to sign again', async () => {
    const { nonce } = (await (await server.ask('/api/nonce')).json()) as { nonce: string }
    server.pass(11 * MINUTE)
    expect((await pullWith({ nonce })).status).toBe(401)
  })
})
