import type { Page } from 'playwright-core'
import { expect, vi } from 'vitest'

type Asked = { readonly table: string; readonly field: string; readonly begins: string }

/** Until this many rows of the app's store have a field that begins so: a page may be drawn a moment before. */
export async function storeHolds(page: Page, { table, field, begins }: Asked, rows: number): Promise<void> {
  const held = async () =>
    (await rowsOf(page, table)).filter((row) => String(Reflect.get(row, field)).startsWith(begins)).length
  // Also before the first test, where `expect.poll` does not run.
  await vi.waitFor(async () => expect(await held()).toBe(rows), { timeout: 90_000, interval: 100 })
}

/** Until nothing of a form that is half done is kept: whoever left it left nothing to the next person. */
export async function untilNoDraft(page: Page): Promise<void> {
  await storeHolds(page, drafts, 0)
}

export const drafts: Asked = { table: 'settings', field: 'name', begins: 'draft/' }

/** What this device keeps of a form that is half done, as JSON. */
export async function keptDraft(page: Page): Promise<string> {
  return JSON.stringify(await draftRows(page))
}

export async function draftRows(page: Page): Promise<readonly object[]> {
  const kept = await rowsOf(page, drafts.table)
  return kept.filter((row) => String(Reflect.get(row, drafts.field)).startsWith(drafts.begins))
}

/** Puts rows back that the app has deleted, as if it had died before. */
export async function putRows(page: Page, table: string, rows: readonly object[]): Promise<void> {
  await page.evaluate(
    async ([into, put]) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('carnet')
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(opening.error ?? new Error('no store'))
      })
      const writing = database.transaction(into, 'readwrite')
      for (const row of put) writing.objectStore(into).put(row)
      await new Promise<void>((resolve, reject) => {
        writing.oncomplete = () => resolve()
        writing.onabort = () => reject(writing.error ?? new Error('not written'))
      })
      database.close()
    },
    [table, rows] as const,
  )
}

async function rowsOf(page: Page, table: string): Promise<readonly object[]> {
  return page.evaluate(async (asked) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('carnet')
      // Made by the app alone.
      opening.onupgradeneeded = () => opening.transaction?.abort()
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error ?? new Error('no store'))
    })
    try {
      return await new Promise<readonly object[]>((resolve, reject) => {
        const asking = database.transaction(asked).objectStore(asked).getAll()
        asking.onsuccess = () => resolve(asking.result as readonly object[])
        asking.onerror = () => reject(asking.error ?? new Error(`no ${asked}`))
      })
    } finally {
      database.close()
    }
  }, table)
}
