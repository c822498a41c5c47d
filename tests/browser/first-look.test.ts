import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { languageOf } from '#client/i18n/languages.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { hiddenOn } from './first-look.ts'
import { openLanguages, type LanguagesJourney } from './open-languages.ts'
import { wordsIn } from './words.ts'

const phoneSize = { width: 390, height: 844 }
const tabletSize = { width: 1024, height: 768 }

let journey: LanguagesJourney
let kiosk: Tablet

beforeAll(async () => {
  journey = await openLanguages()
  kiosk = await openTablet(journey.address, { viewport: tabletSize })
  await journey.enrolDesk(kiosk.page())
})
afterAll(async () => {
  await kiosk?.close()
  await journey?.close()
})

// The longest words, the highest lines, both directions.
test.each(['fr', 'ar', 'ta', 'ur'])(
  '[Y49] in %s what is left and until when is seen whole before anybody scrolls, words beside digits, and no foot covers the end',
  async (code) => {
    const phone = await openTablet(journey.address, { viewport: phoneSize })
    await journey.openBalanceIn(phone.page(), code)
    const onPhone = await hiddenOn(phone.page())
    await phone.close()

    const page = kiosk.page()
    await openAtKiosk(page, code)
    const onKiosk = await hiddenOn(page)
    await page.setViewportSize(phoneSize)
    const onNarrowKiosk = await hiddenOn(page)
    await page.setViewportSize(tabletSize)
    expect({ onPhone, onKiosk, onNarrowKiosk }).toEqual({ onPhone: [], onKiosk: [], onNarrowKiosk: [] })
  },
)

test('[Y56] what the keyboard comes to stands above the buttons at the foot, wherever the page is', async () => {
  const page = kiosk.page()
  await openAtKiosk(page, 'fr')
  const covered: string[] = []
  // From a little further down each time: what comes next lies under the foot sooner or later.
  for (let from = 0; from < 900; from += 60) {
    const found = await page.evaluate(stepUnderFoot, from)
    if (found) covered.push(found)
  }
  expect(covered).toEqual([])
})

/** Runs in the page: scrolls there and goes to the first part that a keyboard reaches and the foot covers. */
function stepUnderFoot(from: number): string | undefined {
  const topOfFoot = () => document.querySelector('.screen-action')?.getBoundingClientRect().top ?? innerHeight
  window.scrollTo(0, from)
  const next = [...document.querySelectorAll<HTMLElement>('.screen-main :is(a, button, summary)')].find(
    (part) => part.getBoundingClientRect().bottom > topOfFoot(),
  )
  next?.blur()
  next?.focus()
  const below = (next?.getBoundingClientRect().bottom ?? 0) - topOfFoot()
  return below > 1 ? `${next?.textContent} is ${Math.round(below)} px under the foot` : undefined
}

test('[Y63] on an enrolled tablet the first drawing of a page has all that stands above it', async () => {
  const page = kiosk.page()
  await page.addInitScript(noteFirstDrawing)
  const without: string[] = []
  for (const path of ['/', '/redeem', '/stock', '/readiness', '/p']) {
    let first: FirstDrawing
    do {
      await page.goto(`${journey.address}${path}`)
      await page.locator('.sync-badge strong').filter({ hasText: /./ }).waitFor()
      const noted = await page.waitForFunction(() => Reflect.get(window, 'first') as FirstDrawing | undefined)
      first = (await noted.jsonValue()) as FirstDrawing
      // After two seconds it is drawn without what is still missing.
    } while (first.after > 2000)
    if (!first.badge || !first.sound) without.push(`${path}: ${JSON.stringify(first)}`)
  }
  expect(without).toEqual([])
})

/** Milliseconds from the start of the page, and what its top said. */
type FirstDrawing = { readonly after: number; readonly badge: boolean; readonly sound: boolean }

/** Runs in the page, before anything of it. */
function noteFirstDrawing(): void {
  function look(): void {
    const screen = document.querySelector('.screen')
    if (!screen) return void requestAnimationFrame(look)
    const badge = Boolean(screen.querySelector('.sync-badge strong')?.textContent)
    const sound = screen.querySelector('.screen-status .button') !== null
    const first: FirstDrawing = { after: performance.now(), badge, sound }
    Reflect.set(window, 'first', first)
  }
  requestAnimationFrame(look)
}

async function openAtKiosk(page: Page, code: string): Promise<void> {
  const say = wordsIn(code)
  await page.goto(`${journey.address}/kiosk`)
  await page.getByRole('button', { name: languageOf(code).autonym, exact: true }).click()
  await page.getByRole('button', { name: say('balance.ask.type'), exact: true }).click()
  await page.getByRole('textbox').fill(journey.card.number)
  await page.getByRole('button', { name: say('balance.number.see'), exact: true }).click()
  await page.locator('.place').first().waitFor()
}
