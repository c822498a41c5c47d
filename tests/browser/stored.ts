import type { Page } from 'playwright-core'

type Asked = { readonly table: string; readonly field: string; readonly begins: string }

/** Until this many rows of the app's store have a field that begins so: a page may be drawn a moment before. */
export async function storeHolds(page: Page, asked: Asked, rows: number): Promise<void> {
  await page.waitForFunction(
    async ({ table, field, begins, wanted }) => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open('carnet')
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(opening.error ?? new Error('no store'))
      })
      const found = await new Promise<readonly object[]>((resolve, reject) => {
        const asking = database.transaction(table).objectStore(table).getAll()
        asking.onsuccess = () => resolve(asking.result)
        asking.onerror = () => reject(asking.error ?? new Error(`no ${table}`))
      })
      database.close()
      return found.filter((row) => String(Reflect.get(row, field)).startsWith(begins)).length === wanted
    },
    { ...asked, wanted: rows },
    { timeout: 90_000, polling: 100 },
  )
}

/** What this device keeps of a form that is half done, as JSON. */
export async function keptDraft(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const opening = indexedDB.open('carnet')
      opening.onsuccess = () => resolve(opening.result)
      opening.onerror = () => reject(opening.error ?? new Error('no store'))
    })
    const rows = await new Promise<readonly { readonly name: string; readonly value: unknown }[]>(
      (resolve, reject) => {
        const asking = database.transaction('settings').objectStore('settings').getAll()
        asking.onsuccess = () => resolve(asking.result as [])
        asking.onerror = () => reject(asking.error ?? new Error('no settings'))
      },
    )
    database.close()
    return JSON.stringify(rows.filter(({ name }) => name.startsWith('draft/')))
  })
}
