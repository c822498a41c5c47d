import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { serve } from '@hono/node-server'
import { chromium, type Page } from 'playwright-core'
import subsetFont from 'subset-font'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { languageOf, languages } from '#client/i18n/languages.ts'
import { issueTypedCode } from '#server/access/enrolment-codes.ts'
import { createApp } from '#server/app.ts'
import { findChromium } from '#tests/support/chromium.ts'
import { programmeFile, programmeNumber, scanOf, startTestServer } from '#tests/support/server.ts'
import { isWord, wordsOnPaper, type PlacedWord } from '#tests/support/printed-words.ts'
import { openTestDatabase } from '#tests/support/store.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { charactersOfLocales } from '../../vite/fonts/font-faces.ts'
import { isReadyOffline } from './desk.ts'
import { cutOn, findingsOn } from './findings.ts'
import { untilPacksKept } from './kept-languages.ts'
import { drafts, storeHolds } from './stored.ts'
import { wordsIn } from './words.ts'

const { programme } = programmeFile()
const database = await openTestDatabase()
const server = await startTestServer(database, {
  programme: {
    ...programme,
    services: programme.services.map((service, at) =>
      at === 0 ? { ...service, name: { ...service.name, ur: 'صحت اور سفر' } } : service,
    ),
    languages: { first: ['ar', 'en'], drafts: true },
  },
})
const { installation } = server
const app = createApp(installation, { appFolder: 'dist', onError: console.error })
let gate: (path: string) => Promise<void> = async () => {}
async function answer(request: Request): Promise<Response> {
  await gate(new URL(request.url).pathname)
  return app.fetch(request)
}
const listener = serve({ fetch: answer, port: 0 }) as Server
let address: string

/** The balance of a card that a person holds. */
let balance: string

beforeAll(async () => {
  if (!listener.listening) await once(listener, 'listening')
  address = `http://localhost:${(listener.address() as AddressInfo).port}`
  const card = server.codeOf(1, 0)
  balance = `${address}/p#${card.digits}`
  const desk = await server.enrol('desk')
  desk.handOver(card, scanOf(card), { age: '65-79', situations: ['isolated'], language: 'ar' })
  await desk.push()
  await server.publish()
})
afterAll(async () => {
  listener.close()
  await database.close()
})

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
  await page.goto(`${address}/p`)
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
  const phone = await openPhone('fr-FR')
  const page = phone.page()
  await page.goto(`${address}/p`)
  await openChoice(page)
  const tiles = page.getByRole('dialog').locator('.language-tile')
  await tiles.first().waitFor()
  for (const tile of await tiles.all()) expect((await tile.boundingBox())?.height).toBeGreaterThanOrEqual(96)
  expect((await tiles.allTextContents()).slice(0, 2)).toEqual(['Français', 'العربية'])
  await choose(page, 'English')
  await page.locator('html[lang="en"]').waitFor()
  await page.reload()
  await page.locator('html[lang="en"]').waitFor()
  await page.goto(`${address}/places`)
  await page.getByRole('heading', { name: wordsIn('en')('places.title') }).waitFor()
  await page.getByRole('button', { name: 'Français', exact: true }).click()
  await page.getByRole('heading', { name: wordsIn('fr')('places.title') }).waitFor()
  await openChoice(page)
  await choose(page, 'English')
  await page.locator('html[lang="en"]').waitFor()
  await page.goto(`${address}/p`)
  await page.getByRole('button', { name: 'Français', exact: true }).click()
  await page.locator('html[lang="fr"]').waitFor()
  await phone.close()
})

test('[T83][T147] on a shared tablet a language is chosen for one person: staff and the next person begin in French, or as staff choose', async () => {
  const tablet = await openTablet(address)
  const page = tablet.page()
  await enrolDesk(page)
  await page.goto(`${address}/p`)
  await openChoice(page)
  await page.getByRole('dialog').getByText(wordsIn('fr')('frame.language.draft')).first().waitFor()
  await choose(page, 'العربية')
  await page.locator('html[lang="ar"]').waitFor()
  await page.reload()
  await page.locator('html[lang="fr"]').waitFor()
  expect(await page.evaluate(() => localStorage.getItem('carnet.language'))).toBeNull()

  await page.goto(`${address}/`)
  await page.getByRole('button', { name: 'English', exact: true }).click()
  await page.locator('html[lang="en"]').waitFor()
  await page.reload()
  await page.getByRole('heading', { name: wordsIn('en')('home.title'), exact: true }).waitFor()
  await page.getByRole('button', { name: 'Français', exact: true }).click()
  await page.getByRole('heading', { name: wordsIn('fr')('home.title'), exact: true }).waitFor()
  await tablet.close()
})

test('[T84] the balance on paper in Arabic keeps each word whole, in the order of the eye, and writes 10 € as it is', async () => {
  const phone = await openPhone('ar')
  const page = phone.page()
  await page.goto(balance)
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
  const phone = await openPhone('ur')
  const page = phone.page()
  await page.goto(balance)
  await page.locator('html[lang="ur"] .balance-services bdi').first().waitFor()
  const wait = { timeout: 20_000 }
  await expect.poll(() => fontsThatDraw(page, '.balance-services bdi'), wait).toEqual(['Noto Sans Arabic'])
  await expect
    .poll(() => fontsThatDraw(page, '.balance-section:has(.balance-services) h2'), wait)
    .toContain('Noto Nastaliq Urdu')
  await phone.close()
})

describe('the phone’s own screen', () => {
  test.each(['fr', 'ar'])(
    '[T160] the browser’s own offer, in %s, is made when the person presses, once',
    async (code) => {
      const phone = await openPhone('fr-FR')
      const page = phone.page()
      const say = wordsIn(code)
      await openBalanceIn(page, code)
      expect(await offerToInstall(page, 'accepted')).toBe('left to us')
      expect(await page.locator('body').getAttribute('data-prompts')).toBeNull()
      await page.getByRole('button', { name: say('balance.keep.do') }).click()
      await page.getByText(say('balance.keep.done')).waitFor()
      expect(await page.locator('body').getAttribute('data-prompts')).toBe('x')
      // What the browser does is not asked of the hand once more.
      expect(await page.getByText(say('balance.keep.menu')).count()).toBe(0)
      await phone.close()
    },
  )

  test('[T160] who says no to the browser reads how to do it by hand', async () => {
    const phone = await openPhone('fr-FR')
    const page = phone.page()
    await openBalanceIn(page, 'fr')
    await offerToInstall(page, 'dismissed')
    await page.getByRole('button', { name: wordsIn('fr')('balance.keep.do') }).click()
    await page.getByText(wordsIn('fr')('balance.keep.menu')).waitFor()
    await phone.close()
  })

  test.each(['fr', 'ar'])(
    '[T161] an iPhone, which makes no offer, says the two touches of Safari in %s',
    async (code) => {
      const phone = await openPhone('fr-FR')
      const page = phone.page()
      const session = await phone.context().newCDPSession(page)
      await session.send('Emulation.setUserAgentOverride', { userAgent: iphone })
      const say = wordsIn(code)
      await openBalanceIn(page, code)
      await page.getByRole('button', { name: say('balance.keep.do') }).click()
      const steps = page.locator('.balance-keep-steps > li')
      await steps.first().waitFor()
      expect((await steps.allInnerTexts()).map((text) => text.trim())).toEqual([
        say('balance.keep.share'),
        say('balance.keep.add'),
      ])
      await steps.first().locator('svg').waitFor()
      expect(await findingsOn(page)).toEqual([])
      await phone.close()
    },
  )
})

test('[T163] what is left is written at 64 px or more and read at 7:1, on a narrow phone and in forced colours too', async () => {
  const phone = await openTablet(address, { viewport: { width: 320, height: 640 } })
  const page = phone.page()
  await openBalanceIn(page, 'fr')
  await page.locator('.balance-digits').waitFor()
  for (const forcedColors of ['none', 'active'] as const) {
    await page.emulateMedia({ forcedColors })
    const { size, contrast } = await page.locator('.balance-digits').evaluate(inkOf)
    expect(size).toBeGreaterThanOrEqual(64)
    expect(contrast).toBeGreaterThanOrEqual(7)
  }
  await phone.close()
})

test.each(['fr', 'ta'])(
  '[T164] the balance in %s keeps to a window of 320 px, and to letters of twice their size',
  async (code) => {
    const phone = await openTablet(address, { viewport: { width: 390, height: 844 } })
    const page = phone.page()
    await openBalanceIn(page, code)
    await page.locator('.balance-digits').waitFor()
    // With the places, which come last.
    await page.locator('a.button[href^="/places"]').waitFor()
    expect(await cutOn(page)).toEqual([])
    await phone.close()
  },
)

test('[T185] a page stays as it is until the language that was chosen has come, whatever else changes meanwhile', async () => {
  const held = holdRequests(/\/assets\/(open-devices|texts-ar)-/)
  const phone = await openPhone('fr-FR')
  const page = phone.page()
  await page.goto(balance)
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
  const phone = await openPhone('ar-DZ')
  const page = phone.page()
  await page.goto(balance)
  await page.locator('html[lang="ar"][dir="rtl"]').waitFor()
  await page.getByText(wordsIn('ar')('balance.services')).waitFor()
  await isReadyOffline(page)
  await untilPacksKept(page, ['texts-ar-balance', 'texts-ar-frame', 'font-Arab'])
  listener.closeAllConnections()
  listener.close()
  await page.reload()
  await page.locator('html[lang="ar"][dir="rtl"]').waitFor()
  await page.getByText(wordsIn('ar')('balance.seen.offline')).waitFor()
  await page.waitForFunction(() => document.fonts.check('20px Carnet', 'دفتري'))
  expect(phone.faults).toEqual([])
  await phone.close()
})

const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1'

async function openBalanceIn(page: Page, code: string): Promise<void> {
  await page.goto(balance.replace('/p#', `/p?lng=${code}#`))
  await page.locator(`html[lang="${code}"] .balance-keep`).waitFor()
}

/** As Chromium does it, which counts each prompt; what is left to us is not shown by the browser. */
async function offerToInstall(page: Page, outcome: 'accepted' | 'dismissed'): Promise<string> {
  return page.evaluate((answer) => {
    const offer = new Event('beforeinstallprompt', { cancelable: true })
    const prompt = () => {
      document.body.dataset['prompts'] = `${document.body.dataset['prompts'] ?? ''}x`
      return Promise.resolve({ outcome: answer, platform: 'web' })
    }
    return window.dispatchEvent(Object.assign(offer, { prompt })) ? 'shown' : 'left to us'
  }, outcome)
}

/** Runs in the page: the size of the letters, and the contrast with the first ground behind them that is painted. */
function inkOf(element: Element): { readonly size: number; readonly contrast: number } {
  const partsOf = (color: string) => (color.match(/[\d.]+/g) ?? []).map(Number)
  function lightOf(color: string): number {
    const [red = 0, green = 0, blue = 0] = partsOf(color).map((part) => {
      const share = part / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  let ground = 'rgb(255, 255, 255)'
  for (let box: Element | null = element; box; box = box.parentElement) {
    const { backgroundColor } = getComputedStyle(box)
    if (partsOf(backgroundColor)[3] === 0) continue
    ground = backgroundColor
    break
  }
  const { color, fontSize } = getComputedStyle(element)
  const [dark = 0, light = 0] = [lightOf(color), lightOf(ground)].toSorted((a, b) => a - b)
  return { size: Number.parseFloat(fontSize), contrast: (light + 0.05) / (dark + 0.05) }
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
  gate = async (path) => {
    const [, name] = paths.exec(path) ?? []
    if (name === undefined) return
    asked.add(name)
    while (!gone.has(name)) await new Promise<void>((resolve) => waiting.push(resolve))
  }
  return {
    waits: (name) => vi.waitFor(() => expect(asked).toContain(name), { timeout: 20_000, interval: 50 }),
    letGo(name) {
      gone.add(name)
      for (const look of waiting.splice(0)) look()
    },
  }
}

async function openPhone(locale: string): Promise<Tablet> {
  return openTablet(address, { locale, viewport: { width: 390, height: 844 } })
}

async function enrolDesk(page: Page): Promise<void> {
  const wanted = { programme: programmeNumber, structure: 'desk', role: 'desk' } as const
  const { code } = await issueTypedCode(installation, wanted)
  await page.goto(`${address}/enrol`)
  await page.getByRole('button', { name: wordsIn('fr')('scan.type') }).click()
  await page.getByRole('textbox').fill(code)
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: wordsIn('fr')('enrol.name.label') }).fill('Accueil')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: wordsIn('fr')('enrol.done.title') }).waitFor()
}

async function openChoice(page: Page): Promise<void> {
  await page.locator('.language-choice > [aria-haspopup]').click()
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
