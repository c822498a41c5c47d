import { afterAll, beforeEach, expect, test } from 'vitest'
import { DAY } from '#domain/instant.ts'
import { headInterval } from '#domain/programme.ts'
import { filesOf } from '#protocol/head.ts'
import { findProgramme } from '#server/directory/programmes.ts'
import { recordOutcome, wordAlone } from '#server/ledger/outcomes.ts'
import { deliverPasses, openBatch } from '#server/passes/batches.ts'
import { declareRestored, readInstallation } from '#server/publishing/epoch.ts'
import { newestHead, openOwnHead, publish } from '#server/publishing/publish.ts'
import { enrolTablet } from '#tests/support/real-tablet.ts'
import { programmeNumber, scanOf, startTestServer, type TestServer } from '#tests/support/server.ts'
import { copyRows, putRowsBack } from '#tests/support/stored-rows.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database = await openTestDatabase()
let server: TestServer

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
})
afterAll(() => database.close())

const said = { age: '80-and-over', situations: ['none'], language: 'fr' } as const

test('[K17] an outcome names the first head whose lists contain it, once that head exists', async () => {
  const desk = await server.enrol('desk')
  const code = server.codeOf(1, 0)
  const handover = desk.handOver(code, scanOf(code), said) ?? ''
  await desk.push()
  await desk.pull()
  expect(desk.outcomes.get(handover)).toMatchObject({ type: 'noted', firstHead: null })
  await server.publish()
  await desk.pull()
  const number = desk.head()?.number
  expect(desk.outcomes.get(handover)?.firstHead).toBe(number)
})

test('[K171] an outcome that takes the place of another tells since when heads count the act', async () => {
  const [venue, desk] = [await server.enrol('venue'), await server.enrol('desk')]
  const code = server.codeOf(1, 1)
  const taken = venue.redeem(code, 'first-steps', scanOf(code)).id ?? ''
  await venue.push()
  await server.publish()
  const counting = (await newestHead(database, programmeNumber))?.number
  desk.handOver(code, scanOf(code), said)
  await desk.push()
  await venue.pull()
  const told = { type: 'covered', firstHead: null, counted: [{ units: 1, firstHead: counting }] }
  expect(venue.outcomes.get(taken)).toMatchObject(told)
  await server.publish()
  await venue.pull()
  const firstHead = venue.head()?.number
  expect(firstHead).toBeGreaterThan(counting ?? 0)
  expect(venue.outcomes.get(taken)).toMatchObject({ firstHead, counted: told.counted })
})

test('[K18] what was stored is not told again, what was not is', async () => {
  const desk = await server.enrol('desk')
  const code = server.codeOf(1, 0)
  const handover = desk.handOver(code, scanOf(code), said) ?? ''
  await desk.push()
  const waiting = () => database.query('SELECT entry FROM outcome_notices WHERE entry = $1', [handover])
  expect(await waiting()).toHaveLength(1)
  await desk.pull()
  await desk.pull()
  expect(await waiting()).toHaveLength(0)
  await server.publish()
  expect(await waiting()).toHaveLength(1)
})

test('[K204] a decision on an act that has left its tablet is told until the tablet has heard it, and no longer', async () => {
  const desk = await server.enrol('desk')
  const code = server.codeOf(1, 0)
  desk.handOver(code, scanOf(code), said)
  await desk.push()
  await server.publish()
  const tablet = await enrolTablet(server, 'venue')
  await tablet.exchange()
  const { entry } = await tablet.redeem(code)
  await tablet.redeem(server.codeOf(1, 1))
  await tablet.exchange()
  await server.publish()
  await tablet.exchange()
  await tablet.exchange()
  const waiting = () => database.query('SELECT entry FROM outcome_notices WHERE device = $1', [tablet.device])
  expect(await waiting()).toEqual([])
  await tablet.store.entries.delete([tablet.device, entry.sequence])
  const change = { batch: 1, pass: 0, device: tablet.device, entry: entry.id, number: 2, at: server.now() }
  await recordOutcome(database, programmeNumber, change, wordAlone('disputed', 'refused-by-decision'))
  await server.publish()
  expect(await waiting()).toHaveLength(1)
  await tablet.exchange()
  await tablet.exchange()
  expect(await waiting()).toEqual([])
})

test('[K19] without a change no head is signed until the last one grows old', async () => {
  const first = await newestHead(database, programmeNumber)
  expect(await publish(server.installation, programmeNumber)).toBeUndefined()
  server.pass(headInterval.most)
  const second = await publish(server.installation, programmeNumber)
  expect(second?.number).toBeGreaterThan(first?.number ?? 0)
  const before = openOwnHead(first?.bytes ?? new Uint8Array())
  expect(openOwnHead(second?.bytes ?? new Uint8Array()).lists).toEqual(before.lists)
})

test('[K431] a server that came back from before its last heads, and was not told, gives none of their numbers out again', async () => {
  const desk = await server.enrol('desk')
  const backup = await copyRows(database)
  const lost: number[] = []
  for (const pass of [0, 1]) {
    server.pass(headInterval.least)
    const code = server.codeOf(1, pass)
    desk.handOver(code, scanOf(code), said)
    await desk.push()
    lost.push((await publish(server.installation, programmeNumber))?.number ?? 0)
  }
  await putRowsBack(database, backup)
  server.pass(headInterval.most)
  const next = await publish(server.installation, programmeNumber)
  expect(next?.number).toBeGreaterThan(Math.max(...lost))
})

test('[K431] an epoch that is drawn in the second in which a lost head was signed begins above its number', async () => {
  const [venue, code] = [await server.enrol('venue'), server.codeOf(1, 0)]
  const backup = await copyRows(database)
  server.pass(headInterval.least)
  venue.redeem(code, 'first-steps', scanOf(code))
  await venue.push()
  const lost = await publish(server.installation, programmeNumber)
  await putRowsBack(database, backup)
  await venue.pull()
  expect((await readInstallation(server.installation)).firstHead).toBeGreaterThan(lost?.number ?? Infinity)
})

test('[K205] heads have rising times also when the clock was ahead for a while, and tablets go on taking them', async () => {
  const tablet = await enrolTablet(server, 'venue')
  await tablet.exchange()
  const held = async () => (await tablet.store.heads.get(tablet.device))?.head
  const code = server.codeOf(1, 0)
  const desk = await server.enrol('desk')
  server.pass(DAY)
  await server.publish()
  await tablet.exchange()
  const ahead = await held()
  server.pass(-DAY)
  expect(desk.handOver(code, scanOf(code), said)).toBeDefined()
  await desk.push()
  await server.publish()
  await tablet.exchange()
  const mended = await held()
  expect(mended?.number).toBe((ahead?.number ?? 0) + 1)
  expect(mended?.issuedAt).toBe((ahead?.issuedAt ?? 0) + 1)
  const taken = await tablet.redeem(code)
  expect(taken.verdict.type).toBe('accepted')
  await tablet.push()
  expect(await database.query("SELECT conformance FROM entries WHERE kind = 'redemption'")).toEqual([
    { conformance: 'conformant' },
  ])
})

test('[K206] with a new epoch heads begin with the clock again, and tablets take them', async () => {
  const tablet = await enrolTablet(server, 'venue')
  server.pass(400 * DAY)
  await server.publish()
  await tablet.exchange()
  server.pass(-400 * DAY)
  await declareRestored(server.installation)
  await server.publish()
  await tablet.exchange()
  const head = (await tablet.store.heads.get(tablet.device))?.head
  expect(head?.issuedAt).toBe(server.now())
  const enrolment = await tablet.store.enrolments.get(tablet.device)
  await tablet.exchange()
  expect((await tablet.store.enrolments.get(tablet.device))?.clock.floor).toBe(server.now())
  expect(enrolment?.epoch).toBe(head?.epoch)
})

test('[K20] heads and files are public, and a file never changes under its name', async () => {
  const head = await server.ask(`/heads/${programmeNumber}`)
  expect(head.status).toBe(200)
  const again = await server.ask(`/heads/${programmeNumber}`, {
    headers: { 'If-None-Match': head.headers.get('ETag') ?? '' },
  })
  expect(again.status).toBe(304)
  for (const name of filesOf(openOwnHead(new Uint8Array(await head.arrayBuffer())))) {
    const file = await server.ask(`/files/${programmeNumber}/${name}`)
    expect(file.status).toBe(200)
    expect(file.headers.get('Cache-Control')).toContain('immutable')
  }
  expect((await server.ask(`/files/${programmeNumber}/${'0'.repeat(64)}`)).status).toBe(404)
})

test('[K51] a cache may keep a head for seconds and a file for ever, asks again by tag, and keeps no absence', async () => {
  const path = `/heads/${programmeNumber}`
  const head = await server.ask(path)
  expect(head.headers.get('Cache-Control')).toBe(
    'public, max-age=2, stale-while-revalidate=30, stale-if-error=3600',
  )
  const etag = head.headers.get('ETag') ?? ''
  const { records } = openOwnHead(new Uint8Array(await head.arrayBuffer()))
  const file = `/files/${programmeNumber}/${records.programme}`
  for (const [asked, tag] of [
    [path, etag],
    [file, `"${records.programme}"`],
  ] as const) {
    for (const held of [tag, `W/${tag}`, `"other", ${tag}`, '*']) {
      const answer = await server.ask(asked, { headers: { 'If-None-Match': held } })
      expect([answer.status, answer.headers.get('ETag'), await answer.text()]).toEqual([304, tag, ''])
      expect(answer.headers.get('Cache-Control')).toContain('public')
    }
    expect((await server.ask(asked, { headers: { 'If-None-Match': '"other"' } })).status).toBe(200)
  }
  expect((await server.ask(file)).headers.get('Cache-Control')).toBe('public, max-age=31536000, immutable')
  for (const absent of ['/heads/99', `/files/${programmeNumber}/${'0'.repeat(64)}`]) {
    const answer = await server.ask(absent)
    expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([404, 'no-store'])
  }
  server.pass(headInterval.most)
  await publish(server.installation, programmeNumber)
  const next = await server.ask(path, { headers: { 'If-None-Match': etag } })
  expect(next.status).toBe(200)
  expect(next.headers.get('ETag')).not.toBe(etag)
})

test('[K29] a pass that a venue refused is still stock, and is then handed out', async () => {
  const venue = await server.enrol('venue')
  const cover = server.codeOf(2, 0)
  expect(venue.redeem(cover, 'first-steps', scanOf(cover)).verdict.type).toBe('refused:cover-does-not-pay')
  await venue.push()
  await server.publish()
  const desk = await server.enrol('desk')
  expect(desk.handOver(cover, scanOf(cover), said)).toBeDefined()
})

test('[K29] a pass that was shown before its box was announced is stock from then on', async () => {
  const venue = await server.enrol('venue')
  const code = { batch: 3, pass: 0, cheque: 0 }
  const shown = () => venue.redeem(code, 'first-steps', { scan: new Uint8Array(64) }).verdict.type
  expect(shown()).toBe('refused:not-active')
  await venue.push()
  const programme = await findProgramme(database, programmeNumber)
  if (!programme) throw new Error('no programme')
  await openBatch(server.installation, programme, 3)
  await deliverPasses(server.installation, programmeNumber, 3, { structure: 'desk', from: 0, to: 49 })
  await server.publish()
  await venue.pull()
  expect(shown()).toBe('accepted')
})
