import { expect } from 'vitest'
import * as v from 'valibot'
import { utf8 } from '#protocol/bytes.ts'
import type { Database } from '#server/database/database.ts'
import type { ProgrammeFile } from '#server/directory/programme-file.ts'
import { startTestServer } from './server.ts'
import { emptyDatabase } from './store.ts'

/** A programme on an emptied database, and the browser of its manager. */
export async function startManaged(database: Database, changes: Partial<ProgrammeFile> = {}) {
  await emptyDatabase(database)
  const server = await startTestServer(database, changes)
  const manager = await server.enrol('desk', 'manager')

  /** What the manager, or another device, reads under a path. */
  async function get<Schema extends v.GenericSchema>(
    path: string,
    schema: Schema,
    as = manager,
  ): Promise<v.InferOutput<Schema>> {
    const response = await as.ask('GET', `/api/manage/${path}`)
    expect(response.status).toBe(200)
    return v.parse(schema, await response.json())
  }

  /** The answer to what is posted there, and its status. */
  async function post(path: string, body: object, as = manager): Promise<Record<string, unknown>> {
    const response = await as.ask('POST', `/api/manage/${path}`, utf8(JSON.stringify(body)))
    return { status: response.status, ...((await response.json()) as object) }
  }

  return { server, manager, get, post }
}
