import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type Page } from 'playwright-core'
import subsetFont from 'subset-font'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { languageOf, languages } from '#client/i18n/languages.ts'
import { findChromium } from '#tests/support/chromium.ts'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { charactersOfLocales } from '../../vite/fonts/font-faces.ts'
import { linkOfDoor, placeOfTour } from './demonstration.ts'
import { enrolByLink, isReadyOffline } from './desk.ts'
import { wordsIn } from './words.ts'

let server: ServerProcess

beforeAll(async () => {
  server = await startServer()
})
afterAll(() => server?.stop())

/** Of the build, as the app imports them. */
function chunk(name: string): string {
  const file = readdirSync('dist/assets').find((each) => each.startsWith(`${name}-`) && each.endsWith('.js'))
  if (file === undefined) throw new Error(`the build has no ${name}`)
  return `/assets/${file}`
}

test('[T80] on a machine without fonts every character of every language is drawn by ours', async () => {
  const browser = await chromium.launch({
    executablePath: findChromium(),
    args: ['--disable-gpu', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: { ...process.env, FONTCONFIG_FILE: await fontsOfOneLetter() },
  })
  const page = await browser.newPage()
  await page.goto(`${server.address}/p`)
  await page.locator('h1').waitFor()
  await page.waitForFunction(() => document.fonts.size > 5)
  const asked = [...charactersOfLocales('locales')].map(([code, characters]) => ({
    code,
    text: `${languageOf(code).autonym}${[...characters].join('')}`,
    families: languageOf(code).script === 'Aran' ? '"Carnet Nastaliq", Carnet' : 'Carnet',
  }))
  const missing = await page.evaluate(
    async ({ module, asked }) => {
      const { missingGlyphs } = (await import(module)) as {
        missingGlyphs: (text: string, families: string) => Promise<readonly string[]>
      }
      const found: Record<string, readonly string[]> = {}
      for (const { code, text, families } of asked) found[code] = await missingGlyphs(text, families)
      // The measure itself sees what no font has.
      found['none'] = await missingGlyphs('aཀ', 'Carnet')
      return found
    },
    { module: chunk('missing-glyphs'), asked },
  )
  await browser.close()
  expect(missing).toEqual({ ...Object.fromEntries(languages.map(({ code }) => [code, []])), none: ['ཀ'] })
})

test('[T81] a phone in Arabic reads Arabic at once, and again without a network, in our letters', async () => {
  const phone = await openPhone('ar-DZ')
  const page = phone.page()
  const { active } = await placeOfTour(server, wordsIn('fr'), 0)
  await page.goto(active.text)
  await page.locator('html[lang="ar"][dir="rtl"]').waitFor()
  await page.getByText(wordsIn('ar')('balance.services')).waitFor()
  await isReadyOffline(page)
  await page.waitForFunction(async () => {
    const kept = await (await caches.open('carnet-languages')).keys()
    const names = kept.map(({ url }) => url).join(' ')
    return /texts-ar-balance/.test(names) && /texts-ar-frame/.test(names) && /font-Arab/.test(names)
  })
  await server.kill()
  await page.reload()
  await page.locator('html[lang="ar"][dir="rtl"]').waitFor()
  await page.getByText(wordsIn('ar')('balance.seen.offline')).waitFor()
  await page.waitForFunction(() => document.fonts.check('20px Carnet', 'دفتري'))
  await server.restart()
  expect(phone.faults).toEqual([])
  await phone.close()
})

test('[T82] all languages are big tiles by their own names, French one tap away, and the choice outlives the page', async () => {
  const phone = await openPhone('fr-FR')
  const page = phone.page()
  await page.goto(`${server.address}/p`)
  await openChoice(page)
  const tiles = page.getByRole('dialog').locator('.language-tile')
  await tiles.first().waitFor()
  for (const tile of await tiles.all()) expect((await tile.boundingBox())?.height).toBeGreaterThanOrEqual(96)
  expect((await tiles.allTextContents()).slice(0, 2)).toEqual(['Français', 'العربية'])
  await choose(page, 'English')
  await page.locator('html[lang="en"]').waitFor()
  await page.reload()
  await page.locator('html[lang="en"]').waitFor()
  await page.getByRole('button', { name: 'Français', exact: true }).click()
  await page.locator('html[lang="fr"]').waitFor()
  await phone.close()
})

test('[T83] on a shared tablet a language is chosen for one person: staff and the next person begin in French', async () => {
  const tablet = await openTablet(server.address)
  const page = tablet.page()
  await enrolByLink(page, await linkOfDoor(server, 'desk'), 'Accueil', wordsIn('fr'))
  await page.goto(`${server.address}/p`)
  await openChoice(page)
  await page.getByRole('dialog').getByText(wordsIn('fr')('frame.language.draft')).first().waitFor()
  await choose(page, 'العربية')
  await page.locator('html[lang="ar"]').waitFor()
  await page.reload()
  await page.locator('html[lang="fr"]').waitFor()
  expect(await page.evaluate(() => localStorage.getItem('carnet.language'))).toBeNull()
  await tablet.close()
})

test('[T84] the balance on paper in Arabic keeps each word whole, in the order of the eye, and writes 10 € as it is', async () => {
  const phone = await openPhone('ar')
  const page = phone.page()
  const { active } = await placeOfTour(server, wordsIn('ar'), 0)
  await page.goto(active.text)
  await page.locator('html[lang="ar"] .balance-face').waitFor()
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
  const words = title.split(' ').map((text) => placed.find((word) => word.text === text))
  expect(words.map((word) => word?.text)).toEqual(title.split(' '))
  const edges = words.map((word) => word?.left ?? 0)
  expect(edges).toEqual(edges.toSorted((a, b) => b - a))
})

type PlacedWord = {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
}

/** The euro is in the same word, or is the next to the right on the same line. */
function isBeside(word: PlacedWord, placed: readonly PlacedWord[], euro: string): boolean {
  if (/^\d+\s*€$/.test(word.text)) return true
  return placed.some(
    ({ text, left, top }) =>
      text === euro && Math.abs(top - word.top) < 8 && left >= word.right - 1 && left < word.right + 12,
  )
}

/** Letters in their plain forms, with their places in points. */
function wordsOnPaper(pdf: Buffer): readonly PlacedWord[] {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-paper-'))
  writeFileSync(join(folder, 'balance.pdf'), pdf)
  execFileSync('pdftotext', ['-bbox', join(folder, 'balance.pdf'), join(folder, 'words.html')])
  const html = readFileSync(join(folder, 'words.html'), 'utf8')
  return [...html.matchAll(/<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)"[^>]*>([^<]*)</g)].map(
    ([, left, top, right, text = '']) => ({
      text: text.normalize('NFKC').replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, ''),
      left: Number(left),
      top: Number(top),
      right: Number(right),
    }),
  )
}

async function openPhone(locale: string): Promise<Tablet> {
  return openTablet(server.address, { locale, viewport: { width: 390, height: 844 } })
}

async function openChoice(page: Page): Promise<void> {
  await page.locator('.balance-languages > [aria-haspopup]').click()
}

async function choose(page: Page, autonym: string): Promise<void> {
  await page.getByRole('dialog').getByText(autonym, { exact: true }).click()
}

/** Chromium lays out nothing without any font at all: this one has an x, and nothing else. */
async function fontsOfOneLetter(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-no-fonts-'))
  const source = readFileSync(
    'node_modules/@fontsource-variable/noto-sans/files/noto-sans-latin-wght-normal.woff2',
  )
  mkdirSync(join(folder, 'fonts'))
  writeFileSync(
    join(folder, 'fonts', 'x.ttf'),
    await subsetFont(source, 'x', { targetFormat: 'sfnt', variationAxes: { wght: 400 }, noHinting: true }),
  )
  const settings = join(folder, 'fonts.conf')
  writeFileSync(
    settings,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>`,
  )
  return settings
}
