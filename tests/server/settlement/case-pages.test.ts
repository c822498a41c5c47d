import { afterAll, beforeEach, expect, test } from 'vitest'
import * as v from 'valibot'
import { MINUTE } from '#domain/instant.ts'
import { caseList, heldList, managedCases } from '#protocol/manage/cases.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { startManaged } from '#tests/support/managed-server.ts'
import type { TestServer } from '#tests/support/server.ts'
import { openTestDatabase } from '#tests/support/store.ts'

const database: Database = await openTestDatabase()
let server: TestServer
let manager: VirtualDevice

beforeEach(async () => {
  ;({ server, manager } = await startManaged(database))
})
afterAll(() => database.close())

test('[K361] however many acts were kept outside the journal since, a case of the journal is on the first page', async () => {
  const venue = await server.enrol('venue')
  const [id] = report(venue, 1)
  await venue.push()
  server.pass(MINUTE)
  await keepOutside(venue, 210)

  const first = await read('cases', managedCases)
  expect(first.cases.map(({ entry, kind }) => [entry, kind])).toEqual([[id, 'flagged']])
  expect(first.next).toBeNull()
  expect(first.held).toHaveLength(50)
})

test('[K361] every open case is on one page, newest first, whatever is opened or closed between two pages', async () => {
  const venue = await server.enrol('venue')
  const old = report(venue, 60)
  await venue.push()
  server.pass(MINUTE)
  const fresh = report(venue, 60)
  await venue.push()

  const pages = await walk(
    'cases',
    caseList,
    ({ cases }) => cases.map(({ entry }) => entry),
    async () => {
      server.pass(MINUTE)
      report(venue, 1)
      await venue.push()
      await database.query('UPDATE cases SET closed_at = 1 WHERE entry = $1', [fresh.toSorted()[0]])
    },
  )
  expect(pages.map(({ length }) => length)).toEqual([50, 50, 20])
  expect(pages.flat()).toEqual([...fresh.toSorted(), ...old.toSorted()])
})

test('[K361] so are the acts that are kept outside the journal', async () => {
  const venue = await server.enrol('venue')
  const kept = await keepOutside(venue, 120)
  const pages = await walk('held', heldList, ({ held }) => held.map(({ says }) => says?.entry ?? ''))
  expect(pages.map(({ length }) => length)).toEqual([50, 50, 20])
  expect(pages.flat().toSorted()).toEqual(kept.toSorted())
})

/** Incidents: each is a case of its own. */
function report(device: VirtualDevice, count: number): readonly string[] {
  return Array.from({ length: count }, () =>
    device.act('incident', { what: 'clock-set-back', previous: null, detail: 'three hours' }),
  )
}

/** What one device did, brought by another as its own. */
async function keepOutside(venue: VirtualDevice, count: number): Promise<readonly string[]> {
  const other = await server.enrol('other')
  const ids = report(other, count)
  for (let sent = 0; sent < count; sent += 100) await venue.sendEntries(other.acts.slice(sent, sent + 100))
  return ids
}

async function read<Schema extends v.GenericSchema>(path: string, schema: Schema) {
  const response = await manager.ask('GET', `/api/manage/${path}`)
  return v.parse(schema, await response.json())
}

/** Page after page, until there is none. */
async function walk<Page extends { readonly next: string | null }>(
  path: string,
  schema: v.GenericSchema<unknown, Page>,
  namesOf: (page: Page) => readonly string[],
  between: () => Promise<void> = async () => {},
): Promise<readonly (readonly string[])[]> {
  const pages: (readonly string[])[] = []
  let next: string | null = ''
  while (next !== null) {
    const page: Page = await read(next === '' ? path : `${path}?before=${next}`, schema)
    pages.push(namesOf(page))
    next = page.next
    if (next !== null) await between()
  }
  return pages
}
