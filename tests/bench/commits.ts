import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import type { Database } from '#server/database/database.ts'
import { oneSession } from '#server/database/one-session.ts'
import { openPglite } from '#server/database/pglite.ts'
import { openPostgres } from '#server/database/postgres.ts'
import { startDurablePostgres } from '#tests/support/temporary-postgres.ts'
import { percentile, type Figure } from './figure.ts'

const milliseconds = 5000

/** Transactions of one insert, answered: PGlite as shipped (which loses them at a power cut), ours, and PostgreSQL. */
export async function measureCommits(): Promise<readonly Figure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-commits-'))
  const postgres = join(folder, 'postgres')
  mkdirSync(postgres)
  try {
    const server = await startDurablePostgres({ folder: postgres, recover: false })
    try {
      return [
        ...(await measure('PGlite stock', await openStock(join(folder, 'stock')))),
        ...(await measure('PGlite flushed', await opened(openPglite(join(folder, 'flushed'))))),
        ...(await measure('PostgreSQL', await opened(openPostgres(server.url)))),
      ]
    } finally {
      await server.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function openStock(folder: string): Promise<Database> {
  return oneSession(await PGlite.create({ dataDir: folder }))
}

async function opened(opening: ReturnType<typeof openPglite>): Promise<Database> {
  const result = await opening
  if (!result.ok) throw new Error(JSON.stringify(result.error))
  return result.value
}

async function measure(store: string, database: Database): Promise<readonly Figure[]> {
  await database.script('CREATE TABLE acts (id uuid PRIMARY KEY, words text)')
  const figures: Figure[] = []
  for (const writers of [1, 16]) {
    const end = performance.now() + milliseconds
    const times: number[] = []
    const write = async () => {
      while (performance.now() < end) {
        const begun = performance.now()
        await database.transaction((queries) =>
          queries.query('INSERT INTO acts VALUES (gen_random_uuid(), $1)', ['x'.repeat(200)]),
        )
        times.push(performance.now() - begun)
      }
    }
    await Promise.all(Array.from({ length: writers }, write))
    const name = `${store}, ${writers === 1 ? 'one writer' : `${writers} writers`}`
    figures.push(
      { name, value: Math.round(times.length / (milliseconds / 1000)), unit: 'commits/s' },
      { name: `${name}, p50`, value: round(percentile(times, 0.5)), unit: 'ms' },
      { name: `${name}, p95`, value: round(percentile(times, 0.95)), unit: 'ms' },
    )
  }
  await database.close()
  return figures
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
