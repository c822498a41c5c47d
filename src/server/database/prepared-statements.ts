import { types, type PGlite } from '@electric-sql/pglite'
import {
  DatabaseError,
  DataRowMessage,
  ParameterDescriptionMessage,
  RowDescriptionMessage,
  type BackendMessage,
} from 'pg-protocol/dist/messages.js'
import { Parser } from 'pg-protocol/dist/parser.js'
import { serialize } from 'pg-protocol/dist/serializer.js'
import type { Queries } from './database.ts'

export type PreparedStatements = Queries & {
  /** The tables change: what was prepared before may no longer fit them. */
  readonly forget: () => Promise<void>
}

type Prepared = {
  readonly name: string
  /** PostgreSQL's numbers of the types of its parameters, in order. */
  readonly parameters: readonly number[]
  readonly columns: readonly Column[]
}

type Column = { readonly name: string; readonly dataTypeID: number }

/** More texts than this program has; one that writes its texts anew each time begins again here. */
const preparedAtMost = 500

/**
 * Questions to PGlite, each prepared once. PGlite's own `query` goes six times into the database and reads and plans
 * the text each time; a prepared one goes once. Each is asked and answered before anything else runs.
 */
export function preparedStatements(pglite: PGlite): PreparedStatements {
  const preparedByText = new Map<string, Prepared>()
  let made = 0

  /** Throws what the database says to be wrong. */
  function ask(messages: readonly Uint8Array[]): readonly BackendMessage[] {
    const answer = pglite.execProtocolRawSync(Buffer.concat(messages))
    const said: BackendMessage[] = []
    new Parser().parse(bufferOf(answer), (message) => said.push(message))
    const failure = said.find((message) => message instanceof DatabaseError)
    if (failure) throw failure
    return said
  }

  function forget(): void {
    preparedByText.clear()
    ask([serialize.query('DEALLOCATE ALL')])
  }

  function prepare(sql: string): Prepared {
    if (preparedByText.size >= preparedAtMost) forget()
    const name = `carnet_${made++}`
    const said = ask([
      serialize.parse({ name, text: sql }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    ])
    const parameters = said.find((message) => message instanceof ParameterDescriptionMessage)
    const row = said.find((message) => message instanceof RowDescriptionMessage)
    const prepared = { name, parameters: parameters?.dataTypeIDs ?? [], columns: row?.fields ?? [] }
    preparedByText.set(sql, prepared)
    return prepared
  }

  function run(sql: string, values: readonly unknown[]) {
    const { name, parameters, columns } = preparedByText.get(sql) ?? prepare(sql)
    const said = ask([
      serialize.bind({ statement: name, values: values.map((value, i) => written(value, parameters[i])) }),
      serialize.execute(),
      serialize.sync(),
    ])
    return said
      .filter((message) => message instanceof DataRowMessage)
      .map(({ fields }) => row(columns, fields))
  }

  /** Bytes go as they are, everything else as text. */
  function written(value: unknown, type: number | undefined): string | Buffer | null {
    if (value === null || value === undefined) return null
    if (type === bytea && value instanceof Uint8Array) return bufferOf(value)
    const serializer = (type === undefined ? undefined : pglite.serializers[type]) ?? String
    return serializer(value)
  }

  function row(columns: readonly Column[], fields: readonly (string | null)[]): object {
    const values: Record<string, unknown> = {}
    columns.forEach(({ name, dataTypeID }, i) => {
      values[name] = types.parseType(fields[i] ?? null, dataTypeID, pglite.parsers)
    })
    return values
  }

  return {
    query: async <Result extends object>(sql: string, parameters: readonly unknown[] = []) =>
      run(sql, parameters) as readonly object[] as readonly Result[],
    forget: async () => forget(),
  }
}

const bytea = 17

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}
