import type { Page } from 'playwright-core'
import { startServer } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { enrolByLink, isReadyOffline } from '../browser/desk.ts'
import { journeyProgramme } from '../browser/journey-programme.ts'
import { enrolManager } from '../browser/enrol-manager.ts'
import { percentile, type Figure } from './figure.ts'

const starts = 7
const slowdown = 4

/**
 * A new browser process, no server, a page that the service worker answers, a processor four times slower: a venue's
 * scanner, and a balance on the phone of a person, where no device is enrolled.
 */
export async function measureColdStart(): Promise<readonly Figure[]> {
  const server = await startServer({ programme: journeyProgramme([{ number: 1 }]) })
  const [tablet, phone] = [await openTablet(server.address), await openTablet(server.address)]
  try {
    const manager = await enrolManager(server)
    const [card] = await manager.print(1, 1)
    await enrolByLink(tablet.page(), await manager.linkFor('house'), 'Accueil')
    await phone.page().goto(card?.text ?? '')
    await phone.page().locator('.balance-digits').waitFor()
    for (const { page } of [tablet, phone]) await isReadyOffline(page())
    await server.kill()
    // One after the other, alone: a camera that looks for codes leaves little to its neighbour.
    const balance = await startOften(phone, card?.text ?? '')
    await phone.close()
    const scanner = await startOften(tablet, `${server.address}/redeem`)
    return [...figuresOf('scanner asks for the camera', scanner), ...figuresOf('balance is there', balance)]
  } finally {
    await Promise.all([tablet.close(), phone.close()])
    await server.stop()
  }
}

function figuresOf(what: string, times: readonly number[]): readonly Figure[] {
  return [
    { name: `cold start, ${what}, p50`, value: Math.round(percentile(times, 0.5)), unit: 'ms' },
    { name: `cold start, ${what}, slowest of ${starts}`, value: Math.round(Math.max(...times)), unit: 'ms' },
  ]
}

async function startOften(tablet: Tablet, url: string): Promise<readonly number[]> {
  const times: number[] = []
  for (let start = 0; start < starts; start++) {
    const page = await tablet.reopen()
    const session = await page.context().newCDPSession(page)
    await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    await page.addInitScript(watchReady)
    await page.goto(url)
    times.push(await timeOf(page))
  }
  return times
}

async function timeOf(page: Page): Promise<number> {
  const ready = await page.waitForFunction(() => Reflect.get(window, 'carnetReadyAt') as number | undefined)
  return (await ready.jsonValue()) ?? NaN
}

/** Runs in the page: milliseconds from the navigation to the first call for a camera, or to the digits of a balance. */
function watchReady(): void {
  function tell(): void {
    Reflect.set(window, 'carnetReadyAt', performance.now())
  }
  const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices)
  navigator.mediaDevices.getUserMedia = (wanted) => {
    tell()
    return ask(wanted)
  }
  new MutationObserver((_, observer) => {
    if (!document.querySelector('.balance-digits')) return
    observer.disconnect()
    tell()
  }).observe(document, { subtree: true, childList: true })
}
