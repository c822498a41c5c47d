// Before Dexie: it looks once, when it loads, at what the browser's keys can be.
import 'fake-indexeddb/auto'
import { existsSync, writeFileSync } from 'node:fs'
import { liveWithTablet } from './lived-store.ts'
import { takeFixture } from './stored-fixture.ts'

/**
 * `node tests/client/store/record-schema.ts`: keeps a store of the schema of today beside those that were kept before,
 * which are never written again: of each version once, and once more whenever its rows have grown.
 */
const { store } = await liveWithTablet()
const file = nextFile(1)
writeFileSync(file, `${JSON.stringify(await takeFixture(store), null, 1)}\n`)
console.log(file)

function nextFile(number: number): string {
  const name = number === 1 ? `schema-${store.verno}` : `schema-${store.verno}-${number}`
  const named = `tests/client/store/fixtures/${name}.json`
  return existsSync(named) ? nextFile(number + 1) : named
}
