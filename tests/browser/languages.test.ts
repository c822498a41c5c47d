import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import subsetFont from 'subset-font'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { languageOf, languages } from '#client/i18n/languages.ts'
import { findChromium } from '#tests/support/chromium.ts'
import { openTablet } from '#tests/support/tablet.ts'
import { charactersOfLocales } from '../../vite/fonts/font-faces.ts'
import { isReadyOffline } from './desk.ts'
import { untilPacksKept } from './kept-languages.ts'
import { choose, openChoice, openLanguages, type LanguagesJourney } from './open-languages.ts'
import { drafts, storeHolds } from './stored.ts'
import { wordsIn } from './words.ts'

let journey: LanguagesJourney

beforeAll(async () => {
  journey = await openLanguages()
})
afterAll(() => journey?.close())

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
  await page.goto(`${journey.address}/p`)
  await page.waitForFunction(() => document.fonts.size > 5)
  const asked = [...charactersOfLocales('locales')].map(([code, characters]) => ({
    code,
    text: `${languageOf(code).autonym}${[...characters].join('')}`,
    families: languageOf(code).script === 'Aran' ? '"Carnet Nastaliq", Carnet' : 'Carnet',
  }))
  // As text: Vitest would rewrite the import.
  const missing: unknown = await page.evaluate(`(async () => {
    const { missingGlyphs } = await import(${JSON.stringify(chunk('missing-glyphs'))})
    const found = {}
    for (const { code, text, families } of ${JSON.stringify(asked)}) found[code] = await missingGlyphs(text, families)
    // The measure itself sees what no font has.
    found.none = await missingGlyphs('a\u0f40', 'Carnet')
    return found
  })()`)
  await browser.close()
  expect(missing).toEqual({
    ...Object.fromEntries(languages.map(({ code }) => [code, []])),
    none: ['\u0f40'],
  })
})

test('[T82][T193] all languages are big tiles by their own names, French one tap away, and the choice outlives the page', async () => {
  const phone = await journey.openPhone('fr-FR')
  const page = phone.page()
  await page.goto(`${journey.address}/p`)
  await openChoice(page)
  const tiles = page.getByRole('dialog').locator('.language-tile')
  await tiles.first().waitFor()
  for (const tile of await tiles.all()) expect((await tile.boundingBox())?.height).toBeGreaterThanOrEqual(96)
  expect((await tiles.allTextContents()).slice(0, 2)).toEqual(['Français', 'العربية'])
  await choose(page, 'English')
  await page.locator('html[lang="en"]').waitFor()
  await page.reload()
  await page.locator('html[lang="en"]').waitFor()
  await page.goto(`${journey.address}/places`)
  await page.getByRole('heading', { name: wordsIn('en')('places.title') }).waitFor()
  await page.getByRole('button', { name: 'Français', exact: true }).click()
  await page.getByRole('heading', { name: wordsIn('fr')('places.title') }).waitFor()
  await openChoice(page)
  await choose(page, 'English')
  await page.locator('html[lang="en"]').waitFor()
  await page.goto(`${journey.address}/p`)
  await page.getByRole('button', { name: 'Français', exact: true }).click()
  await page.locator('html[lang="fr"]').waitFor()
  await phone.close()
})

test('[T83][T147] on a shared tablet a language is chosen for one person: staff and the next person begin in French, or as staff choose', async () => {
  const tablet = await openTablet(journey.address)
  const page = tablet.page()
  await journey.enrolDesk(page)
  await page.goto(`${journey.address}/p`)
  await openChoice(page)
  await page.getByRole('dialog').getByText(wordsIn('fr')('frame.language.draft')).first().waitFor()
  await choose(page, 'العربية')
  await page.locator('html[lang="ar"]').waitFor()
  await page.reload()
  await page.locator('html[lang="fr"]').waitFor()
  expect(await page.evaluate(() => localStorage.getItem('carnet.language'))).toBeNull()

  await page.goto(`${journey.address}/`)
  await page.getByRole('button', { name: 'English', exact: true }).click()
  await page.locator('html[lang="en"]').waitFor()
  await page.reload()
  await page.getByRole('heading', { name: wordsIn('en')('home.title'), exact: true }).waitFor()
  await page.getByRole('button', { name: 'Français', exact: true }).click()
  await page.getByRole('heading', { name: wordsIn('fr')('home.title'), exact: true }).waitFor()
  await tablet.close()
})

test('[T185] a page stays as it is until the language that was chosen has come, whatever else changes meanwhile', async () => {
  const held = holdRequests(/\/assets\/(open-devices|texts-ar)-/)
  const phone = await journey.openPhone('fr-FR')
  const page = phone.page()
  await page.goto(journey.balance)
  await openChoice(page)
  await choose(page, 'العربية')
  await held.waits('texts-ar')
  // Its devices come to the whole page.
  held.letGo('open-devices')
  await storeHolds(page, drafts, 0)
  await page.locator('html[lang="fr"] .balance-digits').waitFor()
  held.letGo('texts-ar')
  await page.locator('html[lang="ar"] .balance-digits').waitFor()
  expect(phone.faults).toEqual([])
  await phone.close()
})

// The last: nobody answers afterwards.
test('[T81] a phone in Arabic reads Arabic at once, and again without a network, in our letters', async () => {
  const phone = await journey.openPhone('ar-DZ')
  const page = phone.page()
  await page.goto(journey.balance)
  await page.locator('html[lang="ar"][dir="rtl"]').waitFor()
  await page.getByText(wordsIn('ar')('balance.services')).waitFor()
  await isReadyOffline(page)
  await untilPacksKept(page, ['texts-ar-person', 'font-Arab'])
  journey.cut()
  await page.reload()
  await page.locator('html[lang="ar"][dir="rtl"]').waitFor()
  await page.getByText(wordsIn('ar')('balance.seen.offline')).waitFor()
  await page.waitForFunction(() => document.fonts.check('20px Carnet', 'دفتري'))
  expect(phone.faults).toEqual([])
  await phone.close()
})

type Held = {
  /** Until one of this name was asked for. */
  readonly waits: (name: string) => Promise<void>
  readonly letGo: (name: string) => void
}

/** Requests of these paths, which the network keeps back until they are let go. */
function holdRequests(paths: RegExp): Held {
  const asked = new Set<string>()
  const gone = new Set<string>()
  const waiting: (() => void)[] = []
  journey.waitBefore(async (path) => {
    const [, name] = paths.exec(path) ?? []
    if (name === undefined) return
    asked.add(name)
    while (!gone.has(name)) await new Promise<void>((resolve) => waiting.push(resolve))
  })
  return {
    waits: (name) => vi.waitFor(() => expect(asked).toContain(name), { timeout: 20_000, interval: 50 }),
    letGo(name) {
      gone.add(name)
      for (const look of waiting.splice(0)) look()
    },
  }
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
