import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isWord, wordsOnPaper, type PlacedWord } from '#tests/support/printed-words.ts'
import { openTablet } from '#tests/support/tablet.ts'
import { cutOn } from './findings.ts'
import { inkOf } from './ink-of.ts'
import { lowLinesOn } from './line-heights.ts'
import { marksInFrench } from './marks-below.ts'
import { openLanguages, type LanguagesJourney } from './open-languages.ts'
import { wordsIn } from './words.ts'

let journey: LanguagesJourney

beforeAll(async () => {
  journey = await openLanguages()
})
afterAll(() => journey?.close())

test('[T84] the balance on paper in Arabic keeps each word whole, in the order of the eye, and writes 10 € as it is', async () => {
  const phone = await journey.openPhone('ar')
  const page = phone.page()
  await page.goto(journey.balance)
  await page.locator('html[lang="ar"] .balance-services').waitFor()
  await page.evaluate(() => document.fonts.ready)
  const amount = (await page.locator('.balance-value').innerText()).trim()
  const title = wordsIn('ar')('balance.services')
  const placed = wordsOnPaper(await page.pdf({ format: 'A4' }))
  await phone.close()
  expect(amount).toMatch(/^\d+\u00a0€$/)
  const [digits = '', euro = ''] = amount.split('\u00a0')
  // Digits first for the eye that reads a price, whatever stands around it.
  const number = placed.find((word) => word.text.startsWith(digits) && isBeside(word, placed, euro))
  expect([amount, number?.text]).toEqual([amount, expect.stringContaining(digits)])
  const words = title.split(' ').map((text) => placed.find((word) => isWord(word.text, text)))
  expect(words.map((word) => word !== undefined)).toEqual(words.map(() => true))
  const edges = words.map((word) => word?.left ?? 0)
  expect(edges).toEqual(edges.toSorted((a, b) => b - a))
})

test('[Y27] what the programme writes in Urdu is drawn by the letters of Arabic, our own words by Nastaliq', async () => {
  const phone = await journey.openPhone('ur')
  const page = phone.page()
  await page.goto(journey.balance)
  await page.locator('html[lang="ur"] .balance-services bdi').first().waitFor()
  const wait = { timeout: 20_000 }
  await expect.poll(() => fontsThatDraw(page, '.balance-services bdi'), wait).toEqual(['Noto Sans Arabic'])
  await expect
    .poll(() => fontsThatDraw(page, '.balance-section:has(.balance-services) h2'), wait)
    .toContain('Noto Nastaliq Urdu')
  await phone.close()
})

test('[Y48] a pass number amid Urdu has its hyphens at the height of its letters', async () => {
  const phone = await journey.openPhone('ur')
  const page = phone.page()
  await page.goto(`${journey.address}/p?lng=ur`)
  await page.getByRole('button', { name: wordsIn('ur')('balance.ask.type') }).click()
  await page.locator('.field-hint').first().waitFor()
  // The Urdu around it is taken away: what is left of the hint is the number.
  await page
    .locator('.field-hint')
    .first()
    .evaluate((hint) => {
      const number = /7F3K.9QWX.2M4T/.exec(hint.textContent ?? '')?.[0] ?? ''
      hint.replaceChildren(Object.assign(document.createElement('b'), { id: 'number', textContent: number }))
    })
  await expect.poll(() => fontsThatDraw(page, '#number'), { timeout: 20_000 }).toEqual(['Noto Sans Arabic'])
  await phone.close()
})

test('[T163] what is left is written at 64 px or more and read at 7:1, on a narrow phone and in forced colours too', async () => {
  const phone = await openTablet(journey.address, { viewport: { width: 320, height: 640 } })
  const page = phone.page()
  await journey.openBalanceIn(page, 'fr')
  await page.locator('.balance-digits').waitFor()
  for (const forcedColors of ['none', 'active'] as const) {
    await page.emulateMedia({ forcedColors })
    const { size, contrast } = await page.locator('.balance-digits').evaluate(inkOf)
    expect(size).toBeGreaterThanOrEqual(64)
    expect(contrast).toBeGreaterThanOrEqual(7)
  }
  await phone.close()
})

test('[T163] the measure itself sees small letters and pale ones', async () => {
  const phone = await openTablet(journey.address)
  const page = phone.page()
  await page.setContent(
    '<main style="background: #fff"><b style="font: 20px serif; color: #888">7</b></main>',
  )
  const { size, contrast } = await page.locator('b').evaluate(inkOf)
  await phone.close()
  expect(size).toBe(20)
  expect(contrast).toBeCloseTo(3.54, 1)
})

test.each(['fr', 'ta'])(
  '[T164] the balance in %s keeps to a window of 320 px, and to letters of twice their size',
  async (code) => {
    const phone = await openTablet(journey.address, { viewport: { width: 390, height: 844 } })
    const page = phone.page()
    await journey.openBalanceIn(page, code)
    await page.locator('.balance-digits').waitFor()
    // With the places, which come last.
    await page.locator('a.button[href^="/places"]').waitFor()
    expect(await cutOn(page)).toEqual([])
    await phone.close()
  },
)

test.each(['ur', 'ps', 'ar', 'ta', 'zh-Hans'])(
  '[Y45] in %s no line is lower than its script needs, on the balance, in its notices and on the list of places',
  async (code) => {
    const phone = await openTablet(journey.address, { viewport: { width: 390, height: 844 } })
    const page = phone.page()
    for (const link of [journey.balance, ...journey.others.map(([, other]) => other)]) {
      await page.goto(link.replace('/p#', `/p?lng=${code}#`))
      await page.locator(`html[lang="${code}"] .balance-face`).waitFor()
      expect(await lowLinesOn(page, code)).toEqual([])
    }
    await page.goto(`${journey.address}/places?lng=${code}`)
    await page.locator('.place-details summary').first().click()
    expect(await lowLinesOn(page, code)).toEqual([])
    await phone.close()
  },
)

test.each(['ar', 'fa-AF', 'ps'])(
  '[Y54] in %s the marks below a line stay clear of the letters of the French under it',
  async (code) => {
    const phone = await openTablet(journey.address, { viewport: { width: 390, height: 844 } })
    const page = phone.page()
    await journey.openBalanceIn(page, code)
    await page.locator('a.button[href^="/places"]').waitFor()
    expect(await marksInFrench(page)).toEqual([])
    await phone.close()
  },
)

test('[Y47] a sentence in the middle of a page leaves no word alone on its last line', async () => {
  const phone = await openTablet(journey.address, { viewport: { width: 1024, height: 768 } })
  const page = phone.page()
  await page.goto(`${journey.address}/places/99?lng=es`)
  const lines = await page.locator('[data-state=offline] > .state-text > .in-french').last().evaluate(linesOf)
  expect(lines.length).toBeGreaterThan(1)
  expect(Math.min(...lines)).toBeGreaterThan(Math.max(...lines) / 2)
  await phone.close()
})

test('[Y55] the French under a sentence of the balance leaves no word alone on its last line', async () => {
  const phone = await openTablet(journey.address, { viewport: { width: 390, height: 844 } })
  const page = phone.page()
  await journey.openBalanceIn(page, 'ar')
  await page.locator('a.button[href^="/places"]').waitFor()
  const asides = page.locator('.screen-main .in-french')
  const lonely = await asides.evaluateAll((all) =>
    all.flatMap((aside) => {
      const words = aside.firstChild
      const text = words?.textContent ?? ''
      const last = text.trimEnd().lastIndexOf(' ')
      if (!words || last < 0) return []
      const lineOf = (at: number) => {
        const letter = document.createRange()
        letter.setStart(words, at)
        letter.setEnd(words, at + 1)
        return Math.round(letter.getBoundingClientRect().bottom)
      }
      return lineOf(last - 1) === lineOf(last + 1) ? [] : [text]
    }),
  )
  expect(lonely).toEqual([])
  await phone.close()
})

/** Runs in the page: how wide each line of a text is, in pixels. */
function linesOf(part: Element): number[] {
  const words = document.createRange()
  words.selectNodeContents(part)
  return [...words.getClientRects()].map(({ width }) => width)
}

/** By the names that the files have of themselves; of the letters of Arabic only. */
async function fontsThatDraw(page: Page, selector: string): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page)
  await session.send('DOM.enable')
  await session.send('CSS.enable')
  const { root } = await session.send('DOM.getDocument')
  const { nodeId } = await session.send('DOM.querySelector', { nodeId: root.nodeId, selector })
  const { fonts } = await session.send('CSS.getPlatformFontsForNode', { nodeId })
  await session.detach()
  return fonts.map(({ familyName }) => familyName).filter((name) => /Arabic|Nastaliq/.test(name))
}

/** The euro is in the same word, or is the next to the right on the same line. */
function isBeside(word: PlacedWord, placed: readonly PlacedWord[], euro: string): boolean {
  if (/^\d+\s*€$/.test(word.text)) return true
  return placed.some(
    ({ text, left, top }) =>
      text === euro && Math.abs(top - word.top) < 8 && left >= word.right - 1 && left < word.right + 12,
  )
}
