import { correction, generate } from 'lean-qr'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { mostExtensions } from '#client/features/balance/kiosk/presence.ts'
import { emptyFrame, pictureOfCode, writeFakeCamera } from '#tests/support/fake-camera.ts'
import { askedFor, countAsked } from './asked-camera.ts'
import { findingsOn } from './findings.ts'
import { openDeskJourney, type DeskJourney } from './desk-journey.ts'
import type { Printed } from './enrol-manager.ts'
import { french, wordsIn, type Say } from './words.ts'

const arabic = wordsIn('ar')
let server: DeskJourney['server']
let tablet: DeskJourney['tablet']
let cardAt: DeskJourney['cardAt']
let close: DeskJourney['close']

beforeAll(async () => {
  ;({ server, tablet, cardAt, close } = await openDeskJourney({ cards: 1, handedOut: true }))
})

afterAll(() => close?.())

describe('one person after another at a shared tablet', () => {
  test('[T70] the front camera reads a pass in the person’s language, and the end button wipes it', async () => {
    tablet.show(cardAt(0).picture)
    const page = await tablet.reopen()
    await page.clock.install()
    await page.goto(`${server.address}/kiosk`)
    await page.getByRole('button', { name: 'العربية', exact: true }).click()
    await page.locator('.balance-digits').waitFor()
    expect(await page.locator('html').getAttribute('dir')).toBe('rtl')
    await page.getByText(arabic('balance.until.title')).first().waitFor()
    await page.getByText(french('balance.until.title')).first().waitFor()
    const traces = await tracesOf(page, cardAt(0))
    await page.getByRole('button', { name: arabic('kiosk.end'), exact: true }).click()
    await isWelcome(page)
    expect(traces).toEqual([])
    expect(await tracesOf(page, cardAt(0))).toEqual([])
  })

  test('[T110] what comes later on the page moves no button from under a finger', async () => {
    const page = tablet.page()
    await page.goto(`${server.address}/kiosk`)
    const arabicTile = page.getByRole('button', { name: 'العربية', exact: true })
    await arabicTile.waitFor()
    await watch(page, '.kiosk-acts')
    await arabicTile.click()
    await page.locator('.place').first().waitFor()
    expect(await stoodAt(page)).toHaveLength(1)
    await page.getByRole('button', { name: arabic('kiosk.end'), exact: true }).click()
    await isWelcome(page)
  })

  test('[T71] after sixty seconds it asks, goes on at one touch, and wipes itself twenty seconds after no answer', async () => {
    const page = tablet.page()
    await readPass(page)
    // The clock goes on by itself while the machine works: half a minute is left for that.
    await page.clock.fastForward(30_000)
    expect(await page.getByRole('dialog').isVisible()).toBe(false)
    await page.clock.fastForward(30_500)
    await page.getByRole('dialog').waitFor()
    await page.clock.fastForward(8000)
    await page.getByRole('button', { name: french('kiosk.still.continue'), exact: true }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await page.locator('.balance-digits').isVisible()).toBe(true)

    await page.clock.fastForward(60_500)
    await page.getByRole('dialog').waitFor()
    await page.clock.fastForward(8000)
    expect(await page.getByRole('dialog').isVisible()).toBe(true)
    await page.clock.fastForward(13_000)
    await isWelcome(page)
    expect(await tracesOf(page, cardAt(0))).toEqual([])
  })

  test('[T71] it may be told to go on ten times in a row', async () => {
    const page = tablet.page()
    await readPass(page)
    const goesOn = page.getByRole('button', { name: french('kiosk.still.continue'), exact: true })
    for (let times = 0; times < mostExtensions; times += 1) {
      await page.clock.fastForward(60_500)
      await goesOn.click()
      await page.getByRole('dialog').waitFor({ state: 'detached' })
    }
    await page.clock.fastForward(60_500)
    await page.getByRole('dialog').waitFor()
    expect(await goesOn.isVisible()).toBe(false)
    await page.clock.fastForward(21_000)
    await isWelcome(page)
  })

  test('[T72] what is hidden is wiped: another app, the lock, the way back', async () => {
    const page = tablet.page()
    await readPass(page)
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
      Reflect.deleteProperty(document, 'visibilityState')
    })
    await isWelcome(page)

    await readPass(page)
    await page.goto(`${server.address}/`)
    await page.goBack()
    await isWelcome(page)
    expect(await tracesOf(page, cardAt(0))).toEqual([])
  })

  test('[T73] two people read one tablet: the far side turned and in the person’s language, the near one in French', async () => {
    const page = tablet.page()
    await page.goto(`${server.address}/kiosk`)
    await page.getByRole('button', { name: 'العربية', exact: true }).click()
    await page.locator('.balance-digits').waitFor()
    await page.getByRole('button', { name: arabic('kiosk.two.open'), exact: true }).click()
    const [far, near] = [page.locator('[data-side="person"]'), page.locator('[data-side="helper"]')]
    await far.getByText(arabic('balance.until.title')).waitFor()
    await near.getByText(french('balance.until.title')).waitFor()
    expect([await far.getAttribute('dir'), await near.getAttribute('dir')]).toEqual(['rtl', 'ltr'])
    const turn = await far.evaluate((side) => getComputedStyle(side).transform)
    expect(turn).toContain('matrix(-1, 0, 0, -1')
    const digits = await page.locator('.balance-digits').allTextContents()
    expect(digits[0]).toBe(digits[1])
    await page.getByRole('button', { name: french('kiosk.two.close'), exact: true }).click()
    await page.getByRole('button', { name: arabic('kiosk.end'), exact: true }).click()
    await isWelcome(page)
  })

  test('[T112] without a network the shared tablet says what its own lists hold, with their hour', async () => {
    const page = tablet.page()
    await readPass(page)
    const online = await page.locator('.balance-digits').textContent()
    await page.getByRole('button', { name: french('kiosk.end'), exact: true }).click()
    await server.kill()
    await page.getByRole('button', { name: 'العربية', exact: true }).click()
    await page.getByText(arabic('balance.seen.offline')).waitFor()
    expect(await page.locator('.balance-digits').textContent()).toBe(online)
    const traces = await tracesOf(page, cardAt(0))
    await page.getByRole('button', { name: arabic('kiosk.end'), exact: true }).click()
    await isWelcome(page)
    expect(traces).toEqual([])
    await server.restart()
  })

  test('[T190] a code that is no pass is seen to be none, with what to do, and no button moves for it', async () => {
    tablet.show(pictureOfCode(generate('https://exemple.fr/menu', { minCorrectionLevel: correction.M })))
    const page = tablet.page()
    await page.goto(`${server.address}/kiosk`)
    const arabicTile = page.getByRole('button', { name: 'العربية', exact: true })
    await arabicTile.waitFor()
    await watch(page, '.screen-action .button')
    await arabicTile.click()
    const said = page.locator('.pass-finder')
    for (const say of [arabic, french]) {
      await said.getByText(say('balance.problem.not-a-pass.title')).waitFor()
      await said.getByText(say('balance.problem.not-a-pass.text')).waitFor()
    }
    await page.locator('.camera-view[data-state=scanning]').waitFor()
    expect(await stoodAt(page)).toHaveLength(1)
    expect([...(await smallTargets(page)), ...(await findingsOn(page))]).toEqual([])

    await page.goto(`${server.address}/p`)
    await page.getByRole('button', { name: french('balance.ask.scan'), exact: true }).click()
    await page.locator('.camera-view').waitFor()
    await watch(page, '.screen-main > .button')
    await said.getByText(french('balance.problem.not-a-pass.text')).waitFor()
    expect(await stoodAt(page)).toHaveLength(1)
  })

  test('[T191] French is one tap away from each page of a person, and the pass stays on the screen', async () => {
    showNothing()
    const page = tablet.page()
    const toFrench = page.getByRole('button', { name: 'Français', exact: true })
    const toArabic = page.getByRole('button', { name: 'العربية', exact: true })
    await page.goto(`${server.address}/kiosk`)
    await toArabic.click()
    await page.getByRole('button', { name: arabic('balance.ask.type'), exact: true }).click()
    await page.getByRole('textbox').fill(cardAt(0).number.slice(0, 6))
    await toFrench.click()
    await page.locator('html[lang="fr"]').waitFor()
    expect((await page.getByRole('textbox').inputValue()).replaceAll('-', '')).toBe(
      cardAt(0).number.slice(0, 6),
    )
    expect(await toFrench.count()).toBe(0)
    await page.getByRole('button', { name: french('kiosk.end'), exact: true }).click()
    await isWelcome(page)

    await toArabic.click()
    await typeCard(page, arabic)
    const digits = page.locator('.balance-digits')
    await digits.waitFor()
    const left = await digits.textContent()
    await toFrench.click()
    await page.locator('html[lang="fr"]').waitFor()
    expect(await digits.textContent()).toBe(left)
    await page.getByRole('button', { name: french('kiosk.end'), exact: true }).click()
    await isWelcome(page)
  })

  test('[T192] the camera is asked for after a sentence, by a press, where the browser will ask', async () => {
    const page = tablet.page()
    showNothing()
    await allowCamera(page, 'prompt')
    const openCamera = page.getByRole('button', { name: french('balance.ask.scan'), exact: true })
    for (const [path, first] of [
      ['/p', french('balance.ask.scan')],
      ['/kiosk', 'Français'],
    ] as const) {
      await page.goto(`${server.address}${path}`)
      await page.evaluate(countAsked)
      await page.getByRole('button', { name: first, exact: true }).click()
      await page.getByText(french('balance.camera.why')).waitFor()
      expect(await askedFor(page)).toBe(0)
      expect([...(path === '/kiosk' ? await smallTargets(page) : []), ...(await findingsOn(page))]).toEqual(
        [],
      )
      await openCamera.click()
      await page.locator('.camera-view[data-state=scanning]').waitFor()
      expect(await askedFor(page)).toBe(1)
    }
    await allowCamera(page, 'granted')
    await page.goto(`${server.address}/kiosk`)
    await page.getByRole('button', { name: 'Français', exact: true }).click()
    await page.locator('.camera-view[data-state=scanning]').waitFor()
  })

  test('[T74] on each of its screens every target is 96 px at least, axe finds nothing and nothing is cut', async () => {
    showNothing()
    const page = tablet.page()
    const findings: string[] = []
    async function look(screen: string): Promise<void> {
      const small = await smallTargets(page)
      const found = await findingsOn(page)
      findings.push(...[...small, ...found].map((finding) => `${screen}: ${finding}`))
    }
    for (const [autonym, say] of [
      ['Français', french],
      ['العربية', arabic],
    ] as const) {
      await page.goto(`${server.address}/kiosk`)
      await page.getByRole('button', { name: autonym, exact: true }).waitFor()
      await look('welcome')
      await page.getByRole('button', { name: autonym, exact: true }).click()
      await page.locator('.camera-view[data-state=scanning]').waitFor()
      await look(`camera ${autonym}`)
      await page.getByRole('button', { name: say('balance.ask.type'), exact: true }).click()
      await page.getByRole('textbox').waitFor()
      await look(`number ${autonym}`)
      await page.getByRole('button', { name: say('frame.action.back'), exact: true }).click()
      await typeCard(page, say)
      await page.locator('.place').first().waitFor()
      await look(`pass ${autonym}`)
      await page.getByRole('button', { name: say('kiosk.places'), exact: true }).click()
      await page.locator('.place').first().waitFor()
      await look(`places ${autonym}`)
      await page.getByRole('button', { name: say('frame.action.back'), exact: true }).click()
      await page.getByRole('button', { name: say('kiosk.two.open'), exact: true }).click()
      await page.locator('.two-people').waitFor()
      await look(`two ${autonym}`)
      await page.clock.fastForward(60_500)
      await page.getByRole('dialog').waitFor()
      await look(`still ${autonym}`)
      await page
        .getByRole('dialog')
        .getByRole('button', { name: say('kiosk.end'), exact: true })
        .click()
      await isWelcome(page)
    }
    expect(findings).toEqual([])
    expect(tablet.faults).toEqual([])
  })
})

/** A person chooses French and shows the pass that lies before the camera. */
async function readPass(page: Page): Promise<void> {
  await page.goto(`${server.address}/kiosk`)
  await page.getByRole('button', { name: 'Français', exact: true }).click()
  await page.locator('.balance-digits').waitFor()
}

/** No pass lies before the camera, which goes on looking. */
function showNothing(): void {
  tablet.film((file) => writeFakeCamera(file, [emptyFrame()]))
}

/** The number under the code, where the camera sees nothing. */
async function typeCard(page: Page, say: Say): Promise<void> {
  await page.getByRole('button', { name: say('balance.ask.type'), exact: true }).click()
  await page.getByRole('textbox').fill(cardAt(0).number)
  await page.getByRole('button', { name: say('balance.number.see'), exact: true }).click()
}

/** What Chromium does for a page that wants the camera; a session that ends takes its word back. */
async function allowCamera(page: Page, setting: 'granted' | 'prompt'): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Browser.setPermission', {
    permission: { name: 'camera' },
    setting,
    origin: server.address,
  })
}

/** Looks at every picture from now on where the first of these stands. */
async function watch(page: Page, selector: string): Promise<void> {
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
function stoodAt(page: Page): Promise<readonly number[]> {
  return page.evaluate(() => [...(Reflect.get(window, 'seen') as Set<number>)])
}

/** Nobody is here: French again, and no pass on the screen. */
async function isWelcome(page: Page): Promise<void> {
  await page.getByRole('heading', { name: french('kiosk.language') }).waitFor()
  expect(await page.locator('html').getAttribute('lang')).toBe('fr')
  expect(await page.locator('.balance-digits').count()).toBe(0)
}

/** Where the code or the number of a pass can be found in this browser after it was read. */
async function tracesOf(page: Page, { text, number }: Printed): Promise<readonly string[]> {
  const digits = text.split('#')[1] ?? text
  const kept = await page.evaluate(async () => {
    const rows: string[] = []
    for (const { name } of await indexedDB.databases()) {
      if (name === undefined) continue
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name)
        opening.onsuccess = () => resolve(opening.result)
        opening.onerror = () => reject(new Error(name))
      })
      for (const store of database.objectStoreNames) {
        if (store !== 'balances') continue
        const count = await new Promise<number>((resolve) => {
          const asking = database.transaction(store).objectStore(store).count()
          asking.onsuccess = () => resolve(asking.result)
        })
        if (count > 0) rows.push(`${count} balances`)
      }
      database.close()
    }
    return {
      rows,
      text: JSON.stringify([location.href, history.state, { ...localStorage }, { ...sessionStorage }]),
    }
  })
  return [
    ...kept.rows,
    ...(kept.text.includes(digits) ? ['the code'] : []),
    ...(kept.text.includes(number) ? ['the number'] : []),
  ]
}

/** Buttons and links that are seen and are smaller than 96 px in one direction. */
async function smallTargets(page: Page): Promise<readonly string[]> {
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
