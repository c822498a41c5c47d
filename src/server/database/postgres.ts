import { randomBytes } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { fail, ok, type Result } from '#domain/result.ts'
import {
  beginStatement,
  jitteredPause,
  retryConflicts,
  type Database,
  type Pause,
  type Queries,
  type StoreFailure,
} from './database.ts'
import { postgresStatus } from './postgres-status.ts'

/** A pool on a PostgreSQL server. */
export async function openPostgres(
  connectionString: string,
  pause: Pause = jitteredPause(randomBytes, (milliseconds) => setTimeout(milliseconds)),
): Promise<Result<Database, StoreFailure>> {
  const pool = new pg.Pool({ connectionString, max: 10, types: { getTypeParser } })
  // Without a listener, a connection that PostgreSQL ends takes the process with it. Who uses it hears of it anyway.
  pool.on('error', ignore)
  pool.on('connect', (client) => client.on('error', ignore))
  try {
    await pool.query('SELECT 1')
    return ok(databaseOf(pool, pause))
  } catch (error) {
    await pool.end()
    return fail({ type: 'unreachable', reason: error instanceof Error ? error.message : String(error) })
  }
}

function ignore(): void {}

function databaseOf(pool: pg.Pool, pause: Pause): Database {
  return {
    ...queriesOf(pool),
    async transaction(work, options) {
      return retryConflicts(async () => {
        const client = await pool.connect()
        try {
          await client.query(beginStatement(options))
          const result = await work(queriesOf(client))
          await client.query('COMMIT')
          client.release()
          return result
        } catch (error) {
          await client.query('ROLLBACK').then(
            () => client.release(),
            (broken: Error) => client.release(broken),
          )
          throw error
        }
      }, pause)
    },
    async script(sql) {
      await pool.query(sql)
    },
    kind: 'postgresql',
    status: () => postgresStatus(pool),
    async close() {
      await pool.end()
    },
  }
}

function queriesOf(connection: pg.Pool | pg.PoolClient): Queries {
  return {
    async query<Result extends object>(sql: string, parameters: readonly unknown[] = []) {
      const result = await connection.query<Result>(sql, parameters.map(toParameter))
      return result.rows
    },
  }
}

function toParameter(value: unknown): unknown {
  return value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value
}

const int8 = 20
const numeric = 1700
const bytea = 17

function getTypeParser(oid: number, format?: 'text' | 'binary'): unknown {
  if (oid === int8 || oid === numeric) return Number
  if (oid === bytea) return (text: string) => new Uint8Array(Buffer.from(text.slice(2), 'hex'))
  return pg.types.getTypeParser(oid, format)
}
