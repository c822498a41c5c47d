import { messages, protocol, types, type PGlite } from '@electric-sql/pglite'
import type { Queries } from './database.ts'

export type PreparedStatements = Queries & {
  /** The tables change: what was prepared before may no longer fit them. */
  readonly forget: () => Promise<void>
}

type Prepared = {
  readonly name: string
  /** PostgreSQL's numbers of the types of its parameters, in order. */
  readonly parameters: readonly number[]
  readonly columns: readonly { readonly name: string; readonly dataTypeID: number }[]
}

/** More texts than this program has; one that writes its texts anew each time begins again here. */
const preparedAtMost = 500

/**
 * Questions to PGlite, each prepared once. PGlite's own `query` goes six times into the database and reads and plans
 * the text each time; a prepared one goes once.
 */
export function preparedStatements(pglite: PGlite): PreparedStatements {
  const preparedByText = new Map<string, Prepared>()
  const { serialize } = protocol
  let made = 0

  async function forget(): Promise<void> {
    preparedByText.clear()
    await pglite.execProtocolStream(serialize.query('DEALLOCATE ALL'))
  }

  async function prepare(sql: string): Promise<Prepared> {
    if (preparedByText.size >= preparedAtMost) await forget()
    const name = `carnet_${made++}`
    const asked = joined([
      serialize.parse({ name, text: sql }),
      serialize.describe({ type: 'S', name }),
      serialize.sync(),
    ])
    const said = await pglite.execProtocolStream(asked)
    const parameters = said.find((message) => message instanceof messages.ParameterDescriptionMessage)
    const row = said.find((message) => message instanceof messages.RowDescriptionMessage)
    const prepared = { name, parameters: parameters?.dataTypeIDs ?? [], columns: row?.fields ?? [] }
    preparedByText.set(sql, prepared)
    return prepared
  }

  async function run(sql: string, values: readonly unknown[]) {
    const { name, parameters, columns } = preparedByText.get(sql) ?? (await prepare(sql))
    const texts = values.map((value, index) => asText(value, parameters[index]))
    const asked = joined([
      serialize.bind({ statement: name, values: texts }),
      serialize.execute({}),
      serialize.sync(),
    ])
    const said = await pglite.execProtocolStream(asked)
    return said
      .filter((message) => message instanceof messages.DataRowMessage)
      .map(({ fields }) =>
        Object.fromEntries(columns.map((column, i) => [column.name, read(column, fields[i])])),
      )
  }

  function asText(value: unknown, type: number | undefined): string | null {
    if (value === null || value === undefined) return null
    const serializer = (type === undefined ? undefined : pglite.serializers[type]) ?? String
    return serializer(value)
  }

  function read({ dataTypeID }: Prepared['columns'][number], text: string | null | undefined): unknown {
    return types.parseType(text ?? null, dataTypeID, pglite.parsers)
  }

  return {
    query: async <Result extends object>(sql: string, parameters: readonly unknown[] = []) =>
      (await pglite.runExclusive(() => run(sql, parameters))) as readonly object[] as readonly Result[],
    forget: () => pglite.runExclusive(forget),
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(parts.reduce((length, part) => length + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
