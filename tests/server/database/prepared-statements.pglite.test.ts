import { PGlite } from '@electric-sql/pglite'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { oneSession } from '#server/database/one-session.ts'
import type { Database } from '#server/database/database.ts'

let pglite: PGlite
let database: Database

beforeAll(async () => {
  pglite = await PGlite.create({ parsers: { 20: Number, 1700: Number } })
  database = oneSession(pglite)
})
afterAll(() => database.close())

beforeEach(() =>
  database.script(
    `DROP TABLE IF EXISTS values_of_all_types;
     CREATE TABLE values_of_all_types (
       number integer PRIMARY KEY, big bigint, words text, raw bytea, yes boolean, list text[], numbers integer[], packed jsonb)`,
  ),
)

const insert = 'INSERT INTO values_of_all_types VALUES ($1, $2, $3, $4, $5, $6, $7, $8)'
const select = 'SELECT * FROM values_of_all_types WHERE number = $1'
const text = fc.string({ unit: 'grapheme' }).filter((words) => !words.includes('\0'))

test('[K150] a prepared question is answered as PGlite itself answers it, whatever the values', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
      fc.option(fc.maxSafeInteger()),
      fc.option(text),
      fc.option(fc.uint8Array({ maxLength: 300 })),
      fc.option(fc.boolean()),
      fc.option(fc.array(text)),
      fc.option(fc.array(fc.integer({ min: 0, max: 1000 }))),
      fc.option(fc.record({ word: text })),
      async (number, ...values) => {
        await database.query('DELETE FROM values_of_all_types')
        await database.query(insert, [number, ...values])
        const own = await database.query(select, [number])
        expect(own).toEqual((await pglite.query(select, [number])).rows)
        const [big, words, raw, yes, list, numbers, packed] = values
        expect(own).toEqual([{ number, big, words, raw, yes, list, numbers, packed }])
      },
    ),
    { numRuns: 60 },
  )
})

test('[K150] a question that fails says why, and the next one is answered', async () => {
  await database.query(insert, [1, ...Array<null>(7).fill(null)])
  const again = database.query(insert, [1, ...Array<null>(7).fill(null)])
  await expect(again).rejects.toMatchObject({ code: '23505' })
  await expect(database.query('SELECT nothing FROM nowhere')).rejects.toMatchObject({ code: '42P01' })
  expect(await database.query('SELECT number FROM values_of_all_types')).toEqual([{ number: 1 }])
})

test('[K150] a transaction that fails in the middle leaves nothing, also when it asks several things at once', async () => {
  const failing = database.transaction(async (queries) => {
    await Promise.all(
      [2, 3, 2].map((number) => queries.query(insert, [number, ...Array<null>(7).fill(null)])),
    )
  })
  await expect(failing).rejects.toMatchObject({ code: '23505' })
  expect(await database.query('SELECT number FROM values_of_all_types')).toEqual([])
})

test('[K150] questions asked at once each get their own answer', async () => {
  const numbers = Array.from({ length: 40 }, (_, index) => index)
  const said = await database.transaction((queries) =>
    Promise.all(numbers.map((number) => queries.query('SELECT $1::integer AS number', [number]))),
  )
  expect(said).toEqual(numbers.map((number) => [{ number }]))
})

test('[K150] what was prepared before a table changed is prepared anew', async () => {
  const all = 'SELECT * FROM values_of_all_types'
  await database.query(insert, [1, ...Array<null>(7).fill(null)])
  expect(Object.keys((await database.query(all))[0] ?? {})).toHaveLength(8)
  await database.script('ALTER TABLE values_of_all_types ADD COLUMN late text')
  expect(Object.keys((await database.query(all))[0] ?? {})).toHaveLength(9)
})

test('[K150] texts without end do not fill the database', async () => {
  for (let number = 0; number < 600; number++) await database.query(`SELECT ${number} AS number`)
  const [kept] = await database.query<{ kept: number }>('SELECT count(*) AS kept FROM pg_prepared_statements')
  expect(kept?.kept).toBeLessThanOrEqual(500)
})
