import { beforeEach, expect, test, vi } from 'vitest'

const reload = vi.fn()
let browser: ReturnType<typeof aContainer>

/** The browser's side of a page; what answers the page is ours and Workbox's own. */
beforeEach(() => {
  vi.resetModules()
  reload.mockReset()
  browser = aContainer()
  vi.stubEnv('DEV', false)
  vi.stubGlobal('self', globalThis)
  vi.stubGlobal('document', { readyState: 'complete' })
  vi.stubGlobal('location', { reload, href: `${address}/redeem` })
  vi.stubGlobal('navigator', { serviceWorker: browser })
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] })
  return () => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
    vi.unstubAllEnvs()
  }
})

test('[S100] a page whose app was replaced in another tab is opened anew at once where nobody does anything', async () => {
  await openPage({ controlled: true })
  await browser.replaceApp()
  expect(reload).toHaveBeenCalledOnce()
})

test.each([
  ['on its screen', 'shownActs'],
  ['being saved', 'savedActs'],
] as const)('[S100] it is not opened anew over an act that is %s', async (_, acts) => {
  const page = await openPage({ controlled: true })
  const over = page[acts].begin()
  await browser.replaceApp()
  expect(reload).not.toHaveBeenCalled()
  over()
  await settle()
  expect(reload).toHaveBeenCalledOnce()
})

test('[S100] nor over the act that begins as the one before it ends', async () => {
  const { savedActs, shownActs } = await openPage({ controlled: true })
  const asked = shownActs.begin()
  await browser.replaceApp()
  asked()
  const answered = shownActs.begin()
  await settle()
  expect(reload).not.toHaveBeenCalled()
  const saved = savedActs.begin()
  answered()
  await settle()
  expect(reload).not.toHaveBeenCalled()
  saved()
  await settle()
  expect(reload).toHaveBeenCalledOnce()
})

test('[S101] the app that answers a page first is the one it was opened with; the one after that opens it anew', async () => {
  await openPage({ controlled: false })
  await browser.replaceApp()
  expect(reload).not.toHaveBeenCalled()
  await browser.replaceApp()
  expect(reload).toHaveBeenCalledOnce()
})

test('[S102] a new app waits for a person’s word, and with it for the act of the same page', async () => {
  const { savedActs, update } = await openPage({ controlled: true })
  const waiting = browser.wait()
  await vi.advanceTimersByTimeAsync(waitsAfter)
  const offered = update.current()
  if (offered.type !== 'ready') throw new Error('no new app is offered')
  const over = savedActs.begin()
  offered.apply()
  await settle()
  expect(waiting.postMessage).not.toHaveBeenCalled()
  over()
  await settle()
  expect(waiting.postMessage).toHaveBeenCalledWith({ type: 'SKIP_WAITING' }, expect.anything())
})

test('[S102] one that was taken in another tab is no longer offered', async () => {
  const { shownActs, update } = await openPage({ controlled: true })
  browser.wait()
  await vi.advanceTimersByTimeAsync(waitsAfter)
  expect(update.current().type).toBe('ready')
  const over = shownActs.begin()
  await browser.replaceApp()
  expect(update.current().type).toBe('none')
  over()
})

const address = 'https://carnet.test'
const script = `${address}/service-worker.js`
/** Milliseconds after which Workbox says that an installed app waits. */
const waitsAfter = 200

async function openPage({ controlled }: { readonly controlled: boolean }) {
  if (controlled) browser.controller = aWorker()
  const { followServiceWorker, update } = await import('#client/app/service-worker-update.ts')
  await followServiceWorker()
  return { update, ...(await import('#client/store/act-under-way.ts')) }
}

type FakeWorker = ReturnType<typeof aWorker>

function aWorker() {
  return Object.assign(new EventTarget(), { scriptURL: script, postMessage: vi.fn(), state: 'activated' })
}

/** What is asked of `navigator.serviceWorker` and of its registration. */
function aContainer() {
  const registration = Object.assign(new EventTarget(), {
    installing: null as FakeWorker | null,
    waiting: null as FakeWorker | null,
  })
  const container = Object.assign(new EventTarget(), {
    controller: null as FakeWorker | null,
    register: async () => registration,
    /** Another app has come and waits. */
    wait: (): FakeWorker => {
      const worker = aWorker()
      registration.installing = worker
      registration.dispatchEvent(new Event('updatefound'))
      Object.assign(registration, { installing: null, waiting: worker })
      worker.state = 'installed'
      worker.dispatchEvent(new Event('statechange'))
      return worker
    },
    /** Another app answers every tab of it from now on, whoever let it. */
    replaceApp: async (): Promise<void> => {
      container.controller = registration.waiting ?? aWorker()
      registration.waiting = null
      container.dispatchEvent(new Event('controllerchange'))
      await settle()
    },
  })
  return container
}

async function settle(): Promise<void> {
  await vi.advanceTimersByTimeAsync(0)
}
