import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Bytes } from '#protocol/bytes.ts'
import { decodeEntry, encodeEntry, entryHash } from '#protocol/journal-entry.ts'
import type { ManagedActs } from '#protocol/manage/acts.ts'
import type { ManagedCases } from '#protocol/manage/cases.ts'
import { uuidV7 } from '#protocol/uuid.ts'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { enrolByLink, takeByNumber, waitUntilSent } from './desk.ts'
import { journeyProgramme } from './journey-programme.ts'
import { enrolManager, type Manager } from './enrol-manager.ts'
import { french } from './words.ts'

const batch = 50
const poisonedAt = 25

let server: ServerProcess
let manager: Manager
let tablet: Tablet

beforeAll(async () => {
  server = await startServer({ programme: journeyProgramme([{ number: 1 }]) })
  manager = await enrolManager(server)
  tablet = await openTablet(server.address)
})

afterAll(async () => {
  await tablet?.close()
  await server?.stop()
})

test('[T17] one act that cannot be read, among fifty, stops no other and is shown on the tablet', async () => {
  const printed = await manager.print(1, 1)
  await manager.handOut(printed)
  const page = tablet.page()
  await enrolByLink(page, await manager.linkFor('library'), 'Accueil')
  await page.goto(`${server.address}/redeem`)
  await waitUntilSent(page)
  await server.kill()
  expect((await takeByNumber(page, printed[0]?.number ?? '')).word).toBe('OUI')
  await appendActs(tablet, actsAfter(await lastEntry(tablet)))

  await server.restart()
  await page.goto(`${server.address}/journal`)
  await waitUntilSent(page)
  await page.getByText(french('device.reason.unreadable')).waitFor()

  const { acts } = await manager.read<ManagedActs>('acts?kind=refusal')
  expect(acts.filter(({ deviceName }) => deviceName === 'Accueil')).toHaveLength(batch - 2)
  const { held } = await manager.read<ManagedCases>('cases')
  expect(held).toMatchObject([{ deviceName: 'Accueil', reason: 'unreadable' }])
  expect(await manager.account('library')).toMatchObject({ units: 1 })
  expect(tablet.faults).toEqual([])
})

type Appended = {
  readonly id: string
  readonly sequence: number
  readonly bytes: number[]
  readonly hash: number[]
}

/** Refusals in the chain behind the last act; one of them has become bytes that nobody can read. */
function actsAfter(last: Bytes): readonly Appended[] {
  const read = decodeEntry(last)
  if (!read.ok) throw new Error('the last act cannot be read')
  const appended: Appended[] = []
  let previous = entryHash(last)
  for (let i = 2; i <= batch; i++) {
    const id = uuidV7(read.value.deviceTime + i, crypto.getRandomValues(new Uint8Array(10)))
    const sequence = read.value.sequence + i - 1
    const body = { code: null, service: 'basics', reason: 'expired' }
    const act = { ...read.value, id, sequence, previous, kind: 'refusal', body, verdict: null }
    const bytes = i === poisonedAt ? Uint8Array.of(0xff, i) : encodeEntry(act)
    previous = entryHash(bytes)
    appended.push({ id, sequence, bytes: [...bytes], hash: [...previous] })
  }
  return appended
}

async function lastEntry({ page }: Tablet): Promise<Bytes> {
  const bytes = await page().evaluate(
    async () =>
      new Promise<number[]>((resolve, reject) => {
        const opening = indexedDB.open('carnet')
        opening.onerror = () => reject(new Error('the store does not open'))
        opening.onsuccess = () => {
          const reading = opening.result
            .transaction('entries')
            .objectStore('entries')
            .openCursor(null, 'prev')
          reading.onsuccess = () => {
            const row: unknown = reading.result?.value
            opening.result.close()
            resolve([...(row as { bytes: Uint8Array }).bytes])
          }
        }
      }),
  )
  return Uint8Array.from(bytes)
}

/** Rows as the app itself writes them, beside the app. */
async function appendActs({ page }: Tablet, acts: readonly Appended[]): Promise<void> {
  await page().evaluate(
    async (appended) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('carnet')
        opening.onerror = () => reject(new Error('the store does not open'))
        opening.onsuccess = () => {
          const transaction = opening.result.transaction('entries', 'readwrite')
          const entries = transaction.objectStore('entries')
          transaction.oncomplete = () => {
            opening.result.close()
            resolve()
          }
          transaction.onerror = () => reject(new Error('the acts were not written'))
          entries.openCursor(null, 'prev').onsuccess = (event) => {
            const { result } = event.target as IDBRequest<IDBCursorWithValue | null>
            const last: unknown = result?.value
            for (const { id, sequence, bytes, hash } of appended) {
              entries.add({
                ...(last as object),
                ...{ id, sequence, kind: 'refusal', reason: 'expired', verdict: undefined, beyond: 0 },
                ...{ bytes: Uint8Array.from(bytes), hash: Uint8Array.from(hash) },
              })
            }
          }
        }
      }),
    acts,
  )
}
