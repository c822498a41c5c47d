import { afterAll, beforeEach, expect, test, vi } from 'vitest'
import { DAY, HOUR } from '#domain/instant.ts'
import { findStructure } from '#server/directory/programmes.ts'
import { dropFiles } from '#server/publishing/drop-files.ts'
import { knowledgeAtHead } from '#server/publishing/knowledge-at-head.ts'
import { newestHead, openOwnHead } from '#server/publishing/publish.ts'
import { programmeNumber, startTestServer, type TestServer } from '#tests/support/server.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'
import { useCard } from './changed-pass.ts'

const database = await openTestDatabase()
let server: TestServer

beforeEach(async () => {
  await emptyDatabase(database)
  server = await startTestServer(database)
})
afterAll(() => database.close())

const passes = [0, 1, 2, 3, 4]

async function newest() {
  const head = await newestHead(database, programmeNumber)
  if (!head) throw new Error('no head')
  return openOwnHead(head.bytes)
}

/** What a device with this head could know of the first passes of each batch. */
async function knownAt(head: number, read = knowledgeAtHead) {
  const venue = await findStructure(database, 'venue')
  if (!venue) throw new Error('no venue')
  const knowledge = await read(server.installation, programmeNumber, head)
  return [1, 2, 3].flatMap((batch) => passes.map((pass) => knowledge.of({ batch, pass, cheque: 0 }, venue)))
}

/** As a server that has just started reads it: nothing is in its memory. */
async function afterRestart() {
  vi.resetModules()
  return import('#server/publishing/knowledge-at-head.ts')
}

test('[K49] what any head said is still known when its lists and its bytes are dropped, also after the 64th version', async () => {
  const said = new Map<number, unknown>()
  const lists = new Set<string>()
  for (let step = 1; step <= 70; step++) {
    await useCard(server, step % 5, (step * 7) % 10)
    server.pass(HOUR)
    await server.publish()
    const { number, lists: named } = await newest()
    said.set(number, await knownAt(number))
    for (const { list } of named) lists.add(list)
  }
  const served = async (name: string) => (await server.ask(`/files/${programmeNumber}/${name}`)).status
  server.pass(3 * DAY)
  await dropFiles(server.installation, programmeNumber)
  const [whole] = await database.query<{ bytes: number }>('SELECT count(bytes) AS bytes FROM heads')
  expect(whole?.bytes).toBe(1)
  const states = await Promise.all([...lists].map(served))
  // Of the cards the 64th version and the newest, of each other batch its only one.
  expect(states.filter((status) => status === 200)).toHaveLength(4)
  expect(states.filter((status) => status === 404)).toHaveLength(lists.size - 4)
  for (const { list } of (await newest()).lists) expect(await served(list)).toBe(200)

  const restarted = await afterRestart()
  for (const [number, knowledge] of said) {
    expect(await knownAt(number, restarted.knowledgeAtHead)).toEqual(knowledge)
  }
}, 120_000)

test('[K49] a list that newer ones replaced can be fetched for two days, and its deltas with it', async () => {
  await useCard(server, 1, 1)
  await server.publish()
  const [former] = (await newest()).lists
  server.pass(30 * DAY)
  await useCard(server, 1, 2)
  await server.publish()
  server.pass(DAY)
  await dropFiles(server.installation, programmeNumber)
  expect((await server.ask(`/files/${programmeNumber}/${former?.list}`)).status).toBe(200)
  server.pass(DAY + HOUR)
  await dropFiles(server.installation, programmeNumber)
  expect((await server.ask(`/files/${programmeNumber}/${former?.list}`)).status).toBe(404)
})

test('[K49] a list that comes back after it was dropped is written again', async () => {
  for (const used of [1, 2, 1]) {
    await useCard(server, 1, used)
    await server.publish()
    server.pass(3 * DAY)
    await dropFiles(server.installation, programmeNumber)
  }
  const [list] = (await newest()).lists
  expect((await server.ask(`/files/${programmeNumber}/${list?.list}`)).status).toBe(200)
})

test('[K49] what does not come out as its name says is no knowledge', async () => {
  for (const used of [1, 2, 3]) {
    await useCard(server, 1, used)
    await server.publish()
  }
  const { number } = await newest()
  server.pass(3 * DAY)
  await useCard(server, 1, 4)
  await server.publish()
  server.pass(3 * DAY)
  await dropFiles(server.installation, programmeNumber)
  await database.query(
    `UPDATE list_versions SET delta = (SELECT delta FROM list_versions WHERE batch = 1 AND version = 2)
     WHERE batch = 1 AND version = 4`,
  )
  const { knowledgeAtHead: read } = await afterRestart()
  await expect(knownAt(number, read)).rejects.toThrow('does not lead to the list')
})
