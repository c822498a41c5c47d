import { afterAll, expect, test } from 'vitest'
import { aroundSql } from '#server/ledger/is-named-by-chain.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'

const database = await openTestDatabase()
afterAll(() => database.close())

test('[K408] what stands around a place of a long chain is found by its place, and not by reading the chain', async () => {
  await emptyDatabase(database)
  await database.query(
    `INSERT INTO entries (programme, entry, device, sequence, hash, bytes, structure, kind, cheque, units, service, head,
       proof, claimed_at, recorded_at)
     SELECT 7, 'act-' || device || '-' || sequence, 'device-' || device, sequence, decode(md5(device || '-' || sequence), 'hex'),
       decode(repeat('00', 300), 'hex'), 'venue', 'redemption', 0, 1, 'first-steps', 1, 'holds', sequence, sequence
     FROM generate_series(1, 5) device, generate_series(1, 10000) sequence`,
  )
  await database.query('ANALYZE entries')
  const lines = await database.query<{ readonly 'QUERY PLAN': string }>(
    `EXPLAIN (ANALYZE, BUFFERS) ${aroundSql}`,
    [7, 'device-3', 5000],
  )
  const plan = lines.map((line) => line['QUERY PLAN']).join('\n')
  expect(plan.match(/using entries_around/g), plan).toHaveLength(2)
  expect(plan, plan).not.toMatch(/Seq Scan|Sort/)
  const [, pages = 'none'] = /Buffers: shared (?:hit|read)=(\d+)/.exec(plan) ?? []
  expect(Number(pages), plan).toBeLessThan(30)
})
