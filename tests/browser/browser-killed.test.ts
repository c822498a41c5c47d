import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tablet } from '#tests/support/tablet.ts'
import { press, typeNumber, waitUntilSent } from './desk.ts'
import { french } from './words.ts'
import { openDeskJourney, type DeskJourney } from './desk-journey.ts'

/** Each is a new start of the browser: more of them before a release. */
const kills = process.env['CARNET_LONG'] === 'yes' ? 200 : 8

let server: DeskJourney['server']
let manager: DeskJourney['manager']
let tablet: DeskJourney['tablet']
let cards: DeskJourney['cards']
let close: DeskJourney['close']

beforeAll(async () => {
  ;({ server, manager, tablet, cards, close } = await openDeskJourney({
    cards: kills,
    handedOut: true,
    at: 'library',
  }))
  await tablet.page().goto(`${server.address}/redeem`)
  await waitUntilSent(tablet.page())
})

afterAll(() => close?.())

test(
  `[T7] a yes outlives the end of the browser, ${kills} times, and is recorded exactly once`,
  async () => {
    await server.kill()
    const delays: number[] = []
    for (const { code, number } of cards) {
      const signal = await killAtVerdict(tablet)
      await tablet.page().goto(`${server.address}/redeem`)
      // The end of the browser breaks the taking too, a moment after its signal: what comes first says what happened.
      delays.push(await Promise.race([signal.killed, takeUntilKilled(tablet, number)]))

      const page = await tablet.reopen()
      await page.goto(server.address)
      const lastAct = page.locator('.last-act')
      await lastAct.getByText(french('device.act.pass', { batch: code.batch, pass: code.pass + 1 })).waitFor()
      await lastAct.getByText(french('device.act.redemption', { count: 1 })).waitFor()
      await lastAct.getByRole('button', { name: french('device.undo.do') }).waitFor()
    }
    console.log(`killed after the signal: ${delays.map((delay) => `${delay.toFixed(1)} ms`).join(', ')}`)
    await tablet
      .page()
      .getByText(french('frame.sync.wait', { count: kills }))
      .waitFor()

    await server.restart()
    await tablet.page().reload()
    await waitUntilSent(tablet.page())
    const { units, lines } = await manager.account('library')
    expect(units).toBe(kills)
    expect(new Set(lines.map(({ pass }) => pass)).size).toBe(kills)
    expect(lines).toHaveLength(kills)
    expect(tablet.faults).toEqual([])
  },
  kills * 30_000,
)

/** From the next navigation on: ends the browser when its page says that the answer stands there. */
async function killAtVerdict({ page, kill }: Tablet): Promise<{ readonly killed: Promise<number> }> {
  let ended: (delay: number) => void
  const killed = new Promise<number>((resolve) => (ended = resolve))
  await page().exposeFunction('carnetVerdictShown', (at: number) => {
    kill()
    ended(Date.now() - at)
  })
  await page().addInitScript(() => {
    new MutationObserver((_, observer) => {
      if (!document.querySelector('main.verdict[data-look="yes-to-confirm"]')) return
      observer.disconnect()
      const tell: unknown = Reflect.get(window, 'carnetVerdictShown')
      if (typeof tell === 'function') tell(performance.timeOrigin + performance.now())
    }).observe(document, { subtree: true, childList: true, attributes: true })
  })
  return { killed }
}

/** Never ends well: the browser ends first, or something else stood on the screen. */
async function takeUntilKilled({ page }: Tablet, number: string): Promise<never> {
  await typeNumber(page(), number)
  await press(page(), 'redeem.confirm.take', { count: 1 })
  await page().locator('main.verdict[data-look="yes-to-confirm"]').waitFor()
  await page().waitForEvent('close')
  throw new Error('the page closed before its signal')
}
