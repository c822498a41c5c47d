import { startServer } from '#tests/support/server-process.ts'
import { openTablet } from '#tests/support/tablet.ts'
import { enrolByLink, waitUntilSent } from '../browser/desk.ts'
import { journeyProgramme } from '../browser/journey-programme.ts'
import { enrolManager } from '../browser/enrol-manager.ts'
import { percentile, type Figure } from './figure.ts'

const redemptions = 200

/** From the text of a code to the verdict on the screen, without a network: our own work, not the person's. */
export async function measureVerdict(): Promise<readonly Figure[]> {
  const figures: Figure[] = []
  for (const slowdown of [1, 6]) {
    const times = await redeemOften(slowdown)
    for (const [name, share] of [
      ['p50', 0.5],
      ['p95', 0.95],
    ] as const) {
      figures.push({
        name: `decode to verdict, ${slowdown}× slower processor, ${name}`,
        value: Math.round(percentile(times, share) * 10) / 10,
        unit: 'ms',
      })
    }
  }
  return figures
}

async function redeemOften(slowdown: number): Promise<readonly number[]> {
  const rules = { unitsPerDevice: 1000, centsPerDevice: 1_000_000 }
  const batch = { number: 1, passes: redemptions + 20 }
  const server = await startServer({ programme: journeyProgramme([batch], rules) })
  const tablet = await openTablet(server.address)
  try {
    const manager = await enrolManager(server)
    const cards = await manager.print(1, redemptions)
    await manager.handOut(cards)
    const page = tablet.page()
    await enrolByLink(page, await manager.linkFor('library'), 'Accueil')
    await page.goto(`${server.address}/redeem`)
    await waitUntilSent(page)
    await server.kill()
    await page.reload()
    await page.locator('.scan-pane').waitFor()
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    return await page.evaluate(
      redeemAll,
      cards.map(({ text }) => text),
    )
  } finally {
    await tablet.close()
    await server.stop()
  }
}

/** Runs in the page: each code comes as from a keyboard reader; the milliseconds that we took until OUI stood there. */
async function redeemAll(codes: readonly string[]): Promise<readonly number[]> {
  const times: number[] = []
  for (const code of codes) {
    for (const key of code) type(key)
    const read = await timed(() => type('Enter'), '.redeem-actions button')
    const taken = await timed(
      () => press('.redeem-actions button'),
      'main.verdict[data-look="yes-to-confirm"]',
    )
    times.push(read + taken)
    await timed(() => press('.verdict-actions button'), '.scan-pane')
  }
  return times

  function type(key: string): void {
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }))
  }

  function press(selector: string): void {
    document.querySelector<HTMLElement>(selector)?.click()
  }

  function timed(act: () => void, awaited: string): Promise<number> {
    return new Promise((resolve) => {
      const begun = performance.now()
      const observer = new MutationObserver(look)
      observer.observe(document, { subtree: true, childList: true, attributes: true })
      act()
      look()

      function look(): void {
        const found = document.querySelector<HTMLElement>(awaited)
        if (!found?.checkVisibility()) return
        observer.disconnect()
        resolve(performance.now() - begun)
      }
    })
  }
}
