import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import type { SamplesResponse } from '#protocol/demonstration.ts'
import { parsePassCode } from '#protocol/pass-code.ts'
import { parsePassNumber } from '#protocol/pass-number.ts'
import { doorStructure } from '#server/demonstration/doors.ts'
import { signSamples } from '#server/demonstration/samples.ts'
import { programmeNumber, scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import { demonstrationFile } from '#tests/support/demonstration.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database = await openTestDatabase()
beforeEach(() => emptyDatabase(database))
afterAll(() => database.close())

const said = { age: '65-79', situations: ['isolated'], language: 'ta' } as const

async function samplesOf(server: TestServer): Promise<SamplesResponse> {
  return (await (await server.ask('/api/demonstration/samples')).json()) as SamplesResponse
}

describe('the samples of a demonstration', () => {
  test('[B10] are real codes, kept once, with every cheque of a booklet', async () => {
    const server = await startTestServer(database, demonstrationFile())
    const { installation } = server
    expect(await signSamples(installation, programmeNumber, 1, { from: 0, to: 1 })).toEqual({
      ok: true,
      value: 2,
    })
    expect(await signSamples(installation, programmeNumber, 2, { from: 0, to: 0 })).toMatchObject({
      value: 11,
    })
    const first = await samplesOf(server)
    expect(await signSamples(installation, programmeNumber, 1, { from: 0, to: 1 })).toMatchObject({
      value: 2,
    })
    expect(await samplesOf(server)).toEqual(first)

    expect(first.samples.map(({ batch, pass, cheque }) => [batch, pass, cheque])).toEqual([
      [1, 0, 0],
      [1, 1, 0],
      ...Array.from({ length: 11 }, (_, cheque) => [2, 0, cheque]),
    ])
    for (const { text, number, batch, pass, cheque } of first.samples) {
      expect(text).toMatch(/^http:\/\/carnet\.test\/p#\d+$/)
      expect(parsePassCode(text)).toMatchObject({ value: { code: { batch, pass, cheque } } })
      expect(parsePassNumber(number).ok).toBe(true)
    }
  })

  test('[B10] say what their pass is now', async () => {
    const server = await startTestServer(database, demonstrationFile())
    const { installation } = server
    for (const batch of [1, 2, 3]) {
      await signSamples(installation, programmeNumber, batch, { from: 0, to: 0 })
    }
    const card = server.codeOf(1, 0)
    const desk = await server.enrol(doorStructure)
    desk.handOver(card, scanOf(card), said)
    await desk.push()
    await server.publish()
    const venue = await server.enrol('venue')
    venue.redeem(card, 'workshop', scanOf(card))
    await venue.push()

    const { samples } = await samplesOf(server)
    expect(samples.find(({ batch }) => batch === 1)).toMatchObject({ state: 'active', remaining: 8 })
    expect(samples.find(({ batch }) => batch === 2)).toMatchObject({
      state: 'in-stock',
      remaining: 10,
      here: true,
    })
    expect(samples.find(({ batch }) => batch === 3)).toMatchObject({
      state: 'not-active',
      opened: false,
      here: false,
    })
  })

  test('[B10] cannot be signed once the last pass was delivered, nor of an unknown batch', async () => {
    const { installation } = await startTestServer(database)
    const range = { from: 0, to: 0 }
    expect(await signSamples(installation, programmeNumber, 1, range)).toEqual({
      ok: false,
      error: 'key-destroyed',
    })
    expect(await signSamples(installation, programmeNumber, 9, range)).toEqual({
      ok: false,
      error: 'unknown-batch',
    })
  })
})
