// Before Dexie: it looks once, when it loads, at what the browser's keys can be.
import 'fake-indexeddb/auto'
import { beforeEach, expect, test, vi } from 'vitest'

const patient = { timeout: 20_000 }
const reload = vi.fn()
let remembered: Map<string, string>
let page: EventTarget

/** What the browser gives to a page; a tab that is opened anew keeps what it remembers of its session. */
beforeEach(() => {
  vi.resetModules()
  reload.mockReset()
  remembered = new Map()
  page = new EventTarget()
  vi.stubGlobal('window', page)
  vi.stubGlobal('document', Object.assign(new EventTarget(), { hidden: false }))
  vi.stubGlobal('location', { reload, origin: 'https://carnet.test' })
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => remembered.get(name) ?? null,
    setItem: (name: string, value: string) => remembered.set(name, value),
    removeItem: (name: string) => remembered.delete(name),
  })
  return () => vi.unstubAllGlobals()
})

test('[K179] without a memory of it no page is opened anew, since it would be without end', async () => {
  const { reloadOnce } = await import('#client/app/reload-once.ts')
  const setItem = () => {
    throw new Error('no storage')
  }
  vi.stubGlobal('sessionStorage', { getItem: () => null, setItem })
  expect(reloadOnce('chunk')).toBe(false)
  expect(reload).not.toHaveBeenCalled()
})

test('[K179] each reason has its own turn, and one that helped may come again', async () => {
  const { reloadHelped, reloadOnce } = await import('#client/app/reload-once.ts')
  expect([reloadOnce('chunk'), reloadOnce('store'), reloadOnce('store')]).toEqual([true, true, false])
  reloadHelped('store')
  expect([reloadOnce('chunk'), reloadOnce('store')]).toEqual([false, true])
})

test('[K180] a tab in which nobody does anything takes the newer app by itself', async () => {
  const { opening, startOpening } = await import('#client/app/opening.ts')
  startOpening()
  await vi.waitFor(() => expect(opening.current().type).toBe('opened'), patient)
  await newerAppOpens()
  await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce(), patient)
})

test('[K180] a tab in the middle of an act keeps it, says what to do, and takes the newer app afterwards', async () => {
  const { opening, startOpening, superseded } = await import('#client/app/opening.ts')
  const { shownActs } = await import('#client/store/act-under-way.ts')
  startOpening()
  await vi.waitFor(() => expect(opening.current().type).toBe('opened'), patient)
  const over = shownActs.begin()
  const opened = newerAppOpens()
  await vi.waitFor(() => expect(superseded.current()).toBe(true), patient)
  expect(reload).not.toHaveBeenCalled()
  over()
  await opened
  await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce(), patient)
})

test('[Y61] the first drawing waits for the devices of a tablet, and for nothing where there is no sign of any', async () => {
  const { opening, startOpening, whenDevicesKnow } = await import('#client/app/opening.ts')
  vi.stubGlobal('localStorage', { getItem: () => null })
  await whenDevicesKnow()
  vi.stubGlobal('localStorage', { getItem: () => '[{}]' })
  const knows = whenDevicesKnow().then(() => opening.current().type)
  startOpening()
  expect(await knows).toBe('opened')
  await newerAppOpens()
})

// The last one: its store stays open.
test('[K179] a part of the app that is no longer on the server opens the page anew, once', async () => {
  const { opening, startOpening } = await import('#client/app/opening.ts')
  startOpening()
  await vi.waitFor(() => expect(opening.current().type).toBe('opened'), patient)
  expect(missPart()).toBe(true)
  expect(reload).toHaveBeenCalledOnce()
  // The page is there again and still misses it: its error is shown.
  expect(missPart()).toBe(false)
  expect(reload).toHaveBeenCalledOnce()
})

/** Vite's own event; answers whether the page dealt with it. */
function missPart(): boolean {
  const event = new Event('vite:preloadError', { cancelable: true })
  page.dispatchEvent(event)
  return event.defaultPrevented
}

function newerAppOpens(): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open('carnet', 1000)
    asked.onerror = () => reject(new Error('the store cannot be raised'))
    asked.onsuccess = () => {
      asked.result.close()
      // The next test begins with an empty device.
      const deleted = indexedDB.deleteDatabase('carnet')
      deleted.onsuccess = () => resolve()
    }
  })
}
