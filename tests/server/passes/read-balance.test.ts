import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { DAY, HOUR } from '#domain/instant.ts'
import type { BalanceResponse } from '#protocol/balance.ts'
import { groupsOf, makePassNumber, tagOf } from '#protocol/pass-number.ts'
import { currentNumberKey, secretKey } from '#server/access/secrets.ts'
import { findBatch } from '#server/directory/programmes.ts'
import { readBalance } from '#server/passes/read-balance.ts'
import { programmeNumber, scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database = await openTestDatabase()
let server: TestServer

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
})
afterEach(() => vi.restoreAllMocks())
afterAll(() => database.close())

const said = { age: '65-79', situations: ['isolated'], language: 'ta' } as const

async function ask(body: unknown): Promise<BalanceResponse> {
  const answer = await server.ask('/api/balance', { method: 'POST', body: JSON.stringify(body) })
  expect(answer.status).toBe(200)
  return (await answer.json()) as BalanceResponse
}

function byCode(batch: number, pass: number, cheque = 0): Promise<BalanceResponse> {
  return ask({ by: 'code', digits: server.codeOf(batch, pass, cheque).digits })
}

async function useTwice(batch: number): Promise<void> {
  const card = server.codeOf(batch, 0)
  const desk = await server.enrol('desk')
  desk.handOver(card, scanOf(card), said)
  await desk.push()
  await server.publish()
  for (const [venue, cheque] of [['venue', 7] as const, ['other', 2] as const]) {
    server.pass(DAY)
    const device = await server.enrol(venue)
    const code = batch === 2 ? server.codeOf(2, 0, cheque) : card
    device.redeem(code, 'first-steps', scanOf(code))
    await device.push()
    await server.publish()
  }
}

describe('the balance of a pass', () => {
  test('[B1] by its code: what is left, until when, what for, and when it was used', async () => {
    await useTwice(1)
    expect(await byCode(1, 0)).toEqual({
      type: 'balance',
      programme: 'Dispositif de test',
      number: 7,
      telephone: '01 99 00 00 00',
      demonstration: false,
      timeZone: 'Europe/Paris',
      state: 'active',
      units: 10,
      used: 2,
      cheques: [],
      unitCents: 1000,
      lastDay: '2028-01-30',
      services: [
        { id: 'first-steps', cheques: 1, name: { fr: 'Premiers pas', en: 'First steps' } },
        { id: 'workshop', cheques: 2, name: { fr: 'Atelier' } },
      ],
      uses: [
        { day: '2026-11-25', service: 'first-steps', units: 1 },
        { day: '2026-11-24', service: 'first-steps', units: 1 },
      ],
      knownAt: server.now(),
    })
  })

  test('[B1] of a booklet says which cheques are used, from its cover and from any cheque', async () => {
    await useTwice(2)
    const cover = await byCode(2, 0)
    expect(cover).toMatchObject({ used: 2, cheques: [2, 7] })
    expect(await byCode(2, 0, 7)).toEqual(cover)
  })

  test('[B1] of a pass that nobody touched is whole: in its box, or of a batch that is not funded', async () => {
    expect(await byCode(1, 3)).toMatchObject({ state: 'in-stock', used: 0, uses: [] })
    const { unfunded } = await numbers()
    expect(await ask({ by: 'number', number: unfunded })).toMatchObject({ state: 'not-active', used: 0 })
  })

  test('[B2] by its number, typed with spaces, small letters and O for 0, is the same', async () => {
    await useTwice(1)
    const { number } = server.codeOf(1, 0)
    const typed = groupsOf(number).toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o')
    expect(await ask({ by: 'number', number: typed })).toEqual(await byCode(1, 0))
  })

  test('[B3] never says where: no name, no address and no id of a place', async () => {
    await useTwice(1)
    const text = JSON.stringify(await byCode(1, 0))
    for (const { record } of await database.query<{ record: string }>('SELECT record FROM structures')) {
      const { id, name, address } = JSON.parse(record) as Record<string, string>
      for (const word of [name, address]) expect(text).not.toContain(word)
      expect(text).not.toContain(`"${id}"`)
    }
  })

  test('[B4] a code that we did not sign is no pass', async () => {
    const { digits } = server.codeOf(1, 0)
    const other = server.codeOf(1, 1).digits
    const forged = digits.slice(0, -40) + other.slice(-40)
    for (const wrong of [forged, '1'.repeat(150), `${digits}00`]) {
      expect(await ask({ by: 'code', digits: wrong })).toEqual({
        type: 'not-a-pass',
        telephone: '01 99 00 00 00',
      })
    }
  })

  test('[B4] a request of another form is malformed', async () => {
    for (const body of [{}, { by: 'code', digits: '12' }, { by: 'code', digits: 'x'.repeat(200) }, []]) {
      const answer = await server.ask('/api/balance', { method: 'POST', body: JSON.stringify(body) })
      expect(answer.status).toBe(400)
    }
  })
})

describe('a typed number', () => {
  test('[B2] whose check symbols are wrong is misread, and costs no try', async () => {
    const { number } = server.codeOf(1, 0)
    const wrong = number.replace(/.$/, (last) => (last === '7' ? '8' : '7'))
    for (let i = 0; i < 25; i++) {
      expect((await ask({ by: 'number', number: wrong })).type).toBe('misread-number')
    }
    expect((await ask({ by: 'number', number: 'trente' })).type).toBe('misread-number')
    expect((await ask({ by: 'number', number })).type).toBe('balance')
  })

  test('[B5] that leads nowhere is unknown; after twenty in an hour, later, while codes are answered', async () => {
    const { invented } = await numbers()
    for (let i = 0; i < 20; i++) {
      expect((await ask({ by: 'number', number: invented })).type).toBe('unknown')
    }
    const { number } = server.codeOf(1, 0)
    expect(await ask({ by: 'number', number })).toEqual({ type: 'later', telephone: '01 99 00 00 00' })
    expect((await byCode(1, 0)).type).toBe('balance')

    const elsewhere = await readBalance(server.installation, { by: 'number', number }, '192.0.2.9')
    expect(elsewhere.type).toBe('balance')
    server.pass(HOUR)
    expect((await ask({ by: 'number', number })).type).toBe('balance')
  })

  test('[B5] with a wrong tag is unknown: only the server can make one', async () => {
    const { wrongTag } = await numbers()
    expect((await ask({ by: 'number', number: wrongTag })).type).toBe('unknown')
  })
})

test('[B6] neither the digits, nor the number, nor the address that asks is kept or logged', async () => {
  const written = (['log', 'info', 'warn', 'error', 'debug'] as const).map((method) =>
    vi.spyOn(console, method).mockImplementation(() => undefined),
  )
  const { digits, number } = server.codeOf(1, 0)
  const { invented } = await numbers()
  await byCode(1, 0)
  await ask({ by: 'code', digits: digits.slice(0, -3) + '999' })
  await readBalance(server.installation, { by: 'number', number }, '192.0.2.9')
  await readBalance(server.installation, { by: 'number', number: invented }, '192.0.2.9')

  expect(written.flatMap((spy) => spy.mock.calls)).toEqual([])
  expect(server.errors).toEqual([])
  const tables = await database.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public'",
  )
  for (const { name } of tables) {
    const rows = await database.query<{ text: string }>(`SELECT t::text AS text FROM ${name} t`)
    const kept = rows.map(({ text }) => text).join('\n')
    for (const secret of [digits, number, invented, '192.0.2.9']) expect(kept).not.toContain(secret)
  }
})

/** Numbers that no test pass carries: of the batch that is not opened, of a serial beyond all, with a wrong tag. */
async function numbers() {
  const key = await currentNumberKey(server.installation)
  const tagKey = await secretKey(server.installation, 'tag')
  const unopened = (await findBatch(database, programmeNumber, 3))?.firstSerial ?? 0
  const { serial } = server.codeOf(1, 0)
  return {
    unfunded: await makePassNumber(unopened, await tagOf(unopened, tagKey), key),
    invented: await makePassNumber(999_999, 1, key),
    wrongTag: await makePassNumber(serial, (await tagOf(serial, tagKey)) ^ 1, key),
  }
}
