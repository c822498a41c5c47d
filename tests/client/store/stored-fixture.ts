import { fromHex, toHex } from '#protocol/bytes.ts'
import type { Store } from '#client/store/database.ts'

/** A whole store as plain data: every table with its keys and rows, as a version of the app wrote it. */
export type StoredFixture = {
  readonly schema: number
  readonly tables: readonly FixtureTable[]
}

type FixtureTable = {
  readonly name: string
  readonly keyPath: string | readonly string[]
  readonly indexes: readonly {
    readonly name: string
    readonly keyPath: string | readonly string[]
    readonly unique: boolean
  }[]
  readonly rows: readonly unknown[]
}

/** Reads a store into a fixture. Keys of WebCrypto cannot leave it: their kind stands in their place. */
export async function takeFixture(store: Store): Promise<StoredFixture> {
  const database = store.backendDB()
  const transaction = database.transaction([...database.objectStoreNames], 'readonly')
  const tables: FixtureTable[] = []
  for (const name of database.objectStoreNames) {
    const table = transaction.objectStore(name)
    const indexes = [...table.indexNames].map((index) => {
      const { keyPath, unique } = table.index(index)
      return { name: index, keyPath, unique }
    })
    const rows = await answerOf(table.getAll())
    tables.push({ name, keyPath: table.keyPath ?? '', indexes, rows: rows.map(toPlain) })
  }
  return { schema: store.verno, tables }
}

/** A database as that version left it, made without today's app. `keys` are put where keys stood. */
export async function restoreFixture(
  fixture: StoredFixture,
  indexedDB: IDBFactory,
  keys: { readonly private: CryptoKey; readonly public: CryptoKey; readonly number: CryptoKey },
): Promise<void> {
  const opening = indexedDB.open('carnet', fixture.schema * 10)
  opening.onupgradeneeded = () => {
    for (const { name, keyPath, indexes } of fixture.tables) {
      const table = opening.result.createObjectStore(name, {
        keyPath: [keyPath].flat().length > 1 ? [...keyPath] : ([keyPath].flat()[0] ?? null),
      })
      for (const index of indexes)
        table.createIndex(index.name, index.keyPath as string, { unique: index.unique })
    }
  }
  const database = await answerOf(opening)
  const transaction = database.transaction(
    fixture.tables.map(({ name }) => name),
    'readwrite',
  )
  const complete = new Promise((resolve, reject) => {
    transaction.oncomplete = resolve
    transaction.onabort = () => reject(new Error('the fixture was not written', { cause: transaction.error }))
  })
  for (const { name, rows } of fixture.tables) {
    for (const row of rows) transaction.objectStore(name).put(fromPlain(row, keys))
  }
  await complete
  database.close()
}

type Keys = Parameters<typeof restoreFixture>[2]

function toPlain(value: unknown): unknown {
  if (value === undefined) return { $: 'undefined' }
  if (value instanceof Uint8Array) return { $: 'bytes', hex: toHex(value) }
  if (value instanceof CryptoKey) return { $: 'key', kind: value.type === 'secret' ? 'number' : value.type }
  if (Array.isArray(value)) return value.map(toPlain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toPlain(inner)]))
}

function fromPlain(value: unknown, keys: Keys): unknown {
  if (Array.isArray(value)) return value.map((inner) => fromPlain(inner, keys))
  if (typeof value !== 'object' || value === null) return value
  const { $, hex, kind } = value as { readonly $?: string; readonly hex?: string; readonly kind?: keyof Keys }
  if ($ === 'undefined') return undefined
  if ($ === 'bytes') return fromHex(hex ?? '')
  if ($ === 'key') return keys[kind ?? 'number']
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, fromPlain(inner, keys)]))
}

function answerOf<Answer>(request: IDBRequest<Answer>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(new Error('refused', { cause: request.error }))
  })
}
