import { afterAll, beforeEach, expect, test } from 'vitest'
import { fileNameOf, inflate } from '#protocol/file.ts'
import type { HeadList } from '#protocol/head.ts'
import { decodePassList, encodePassList, lookUpPass, type PassList } from '#protocol/pass-list.ts'
import { applyDelta, decodeDelta } from '#protocol/pass-list-delta.ts'
import { newestHead, openOwnHead } from '#server/publishing/publish.ts'
import { programmeNumber, startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'
import { valueOf } from '#tests/support/builders.ts'
import { useCard } from './changed-pass.ts'

const database = await openTestDatabase()
let server: TestServer

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
})
afterAll(() => database.close())

async function headList(batch = 1): Promise<HeadList> {
  const newest = await newestHead(database, programmeNumber)
  const list = newest && openOwnHead(newest.bytes).lists.find((named) => named.batch === batch)
  if (!list) throw new Error('the head names no such list')
  return list
}

async function fetched(name: string) {
  const response = await server.ask(`/files/${programmeNumber}/${name}`)
  expect(response.status).toBe(200)
  return inflate(new Uint8Array(await response.arrayBuffer()))
}

async function publishedList(): Promise<PassList> {
  return valueOf(decodePassList(await fetched((await headList()).list)))
}

test('[K47] a head names deltas over one, eight and 64 versions, each of which leads from every list in between', async () => {
  const lists = [await publishedList()]
  expect((await headList()).deltas).toEqual([])
  for (let step = 1; step <= 66; step++) {
    await useCard(server, step % 5, step % 3)
    await server.publish()
    lists.push(await publishedList())
    const { deltas, list } = await headList()
    const spans = [...new Set([1, 8, 64].map((span) => Math.min(span, step)))]
    expect(deltas.map(({ steps }) => steps)).toEqual(spans)
    if (step % 13 !== 1 && step !== 66) continue
    for (const { steps, base, delta } of deltas) {
      const read = valueOf(decodeDelta(await fetched(delta)))
      const [first, ...between] = lists.slice(step - steps)
      if (!first) throw new Error('a delta has a base')
      expect(fileNameOf(encodePassList(first))).toBe(base)
      for (const from of [first, ...between]) {
        expect(fileNameOf(encodePassList(valueOf(applyDelta(from, read))))).toBe(list)
      }
    }
  }
}, 60_000)

test('[K47] a list that did not change keeps its name and its deltas, and has no new version', async () => {
  await useCard(server, 1, 2)
  await server.publish()
  const before = await headList()
  await useCard(server, 1, 2)
  await server.publish()
  expect(await headList()).toEqual(before)
  expect(await database.query('SELECT version FROM list_versions WHERE batch = 1 ORDER BY version')).toEqual([
    { version: 1 },
    { version: 2 },
  ])
})

test('[K48] only the passes that changed are read again, and all of them when the batch did', async () => {
  await useCard(server, 4, 3)
  await useCard(server, 5, 3, { noted: false })
  await server.publish()
  expect(lookUpPass(await publishedList(), 4)?.used).toBe(3)
  expect(lookUpPass(await publishedList(), 5)?.used).toBe(0)
  await database.query("INSERT INTO pass_changes (programme, change, batch) VALUES ($1, 'all', 1)", [
    programmeNumber,
  ])
  await server.publish()
  expect(lookUpPass(await publishedList(), 5)?.used).toBe(3)
})

test('[K48] a list that was published before versions were written down goes on with its next change', async () => {
  await useCard(server, 1, 2)
  await server.publish()
  await database.script('DELETE FROM list_versions; DELETE FROM record_versions')
  const before = await headList(2)
  await useCard(server, 1, 3)
  await server.publish()
  expect(await headList(2)).toEqual(before)
  expect(lookUpPass(await publishedList(), 1)?.used).toBe(3)
  await useCard(server, 1, 4)
  await server.publish()
  expect((await headList()).deltas.map(({ steps }) => steps)).toEqual([1])
  expect(
    await database.query(
      'SELECT batch, max(version) AS version FROM list_versions GROUP BY batch ORDER BY batch',
    ),
  ).toEqual([
    { batch: 1, version: 2 },
    { batch: 2, version: 1 },
    { batch: 3, version: 1 },
  ])
})
