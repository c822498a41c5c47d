import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { emptyFrame, writeFakeCamera } from '#tests/support/fake-camera.ts'
import { openDeskJourney } from './desk-journey.ts'
import { french, type Say } from './words.ts'

export type KioskJourney = Awaited<ReturnType<typeof openKiosk>>

/** A tablet that many share, one card in a person's hand, and what a person does at it. */
export async function openKiosk() {
  const journey = await openDeskJourney({ cards: 1, handedOut: true })
  const { server, tablet, cardAt } = journey
  const address = `${server.address}/kiosk`
  return {
    ...journey,
    address,
    card: cardAt(0),
    /** A person chooses French and shows the pass that lies before the camera. */
    async readPass(page: Page): Promise<void> {
      await page.goto(address)
      await page.getByRole('button', { name: 'Français', exact: true }).click()
      await page.locator('.balance-digits').waitFor()
    },
    /** No pass lies before the camera, which goes on looking. */
    showNothing(): void {
      tablet.film((file) => writeFakeCamera(file, [emptyFrame()]))
    },
    /** The number under the code, where the camera sees nothing. */
    async typeCard(page: Page, say: Say): Promise<void> {
      await page.getByRole('button', { name: say('balance.ask.type'), exact: true }).click()
      await page.getByRole('textbox').fill(cardAt(0).number)
      await page.getByRole('button', { name: say('balance.number.see'), exact: true }).click()
    },
    /** What Chromium does for a page that wants this; a session that ends takes its word back. */
    async allow(page: Page, name: 'camera' | 'geolocation', setting: 'granted' | 'prompt' | 'denied') {
      const session = await page.context().newCDPSession(page)
      const origin = server.address
      await session.send('Browser.setPermission', { permission: { name }, setting, origin })
    },
  }
}

/** Nobody is here: French again, and no pass on the screen. */
export async function isWelcome(page: Page): Promise<void> {
  await page.getByRole('heading', { name: french('kiosk.language') }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('fr')
  expect(await page.locator('.balance-digits').count()).toBe(0)
}

/** Looks at every picture from now on where the first of these stands. */
export async function watch(page: Page, selector: string): Promise<void> {
  await page.evaluate((looked) => {
    const seen = new Set<number>()
    Reflect.set(window, 'seen', seen)
    const look = () => {
      const found = document.querySelector(looked)
      if (found) seen.add(Math.round(found.getBoundingClientRect().bottom))
      if (Reflect.get(window, 'seen') === seen) requestAnimationFrame(look)
    }
    look()
  }, selector)
}

/** The heights at which it stood. */
export function stoodAt(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => [...(Reflect.get(window, 'seen') as Set<number>)])
}

/** Buttons and links that are seen and are smaller than 96 px in one direction. */
export async function smallTargets(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const dialog = document.querySelector('dialog[open]')
    const targets = (dialog ?? document).querySelectorAll('a[href], button, summary, input, select')
    return [...targets].flatMap((target) => {
      const { width, height } = target.getBoundingClientRect()
      const isSmall = width > 0 && (width < 95.5 || height < 95.5)
      return isSmall ? [`${Math.round(width)} × ${Math.round(height)} ${target.textContent}`] : []
    })
  })
}
