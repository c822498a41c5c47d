import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Batch } from '#domain/batch.ts'
import { parsePassCode } from '#protocol/pass-code.ts'
import { parsePassNumber } from '#protocol/pass-number.ts'
import { issueTypedCode } from '#server/access/enrolment-codes.ts'
import { createApp } from '#server/app.ts'
import { findBatch, findProgramme, listBatches } from '#server/directory/programmes.ts'
import { makeBatch } from '#server/passes/batches.ts'
import { resolveNumber } from '#server/passes/resolve-code.ts'
import { launchChromium } from '#tests/support/chromium.ts'
import { frameWith } from '#tests/support/fake-camera.ts'
import { cutCode, printPdf, readParts, type PrintedPdf } from '#tests/support/printed-sheet.ts'
import { programmeNumber, startTestServer } from '#tests/support/server.ts'
import { openTestDatabase } from '#tests/support/store.ts'

const database = await openTestDatabase()
const server = await startTestServer(database)
const { installation } = server
const app = createApp(installation, { appFolder: 'dist', onError: console.error })
const listener = serve({ fetch: app.fetch, port: 0 })
const browser = await launchChromium({ camera: 'absent' })
let page: Page
let address: string

const cards = 3
const booklets = 4

beforeAll(async () => {
  if (!listener.listening) await once(listener, 'listening')
  address = `http://localhost:${(listener.address() as AddressInfo).port}`
  const programme = await findProgramme(database, programmeNumber)
  if (!programme) throw new Error('no programme')
  await makeBatch(installation, programme, {
    ...{ number: booklets, order: 'order-4', format: 'booklet', units: 10, passes: 20, training: false },
    ...{ firstDay: '2026-01-01', endDay: '2027-12-31' },
  })
  page = await browser.newPage({ locale: 'fr-FR', viewport: { width: 1024, height: 768 } })
  await enrolManager()
})
afterAll(async () => {
  await browser.close()
  listener.close()
  await database.close()
})

async function enrolManager(): Promise<void> {
  const wanted = { programme: programmeNumber, structure: 'desk', role: 'manager' } as const
  const { code } = await issueTypedCode(installation, wanted)
  await page.goto(`${address}/enrol`)
  await page.getByRole('textbox').fill(code)
  await page.keyboard.press('Enter')
  await page.getByRole('textbox', { name: 'Nom de l’appareil' }).fill('Bureau')
  await page.keyboard.press('Enter')
  await page.locator('a[href="/manage"]').waitFor()
}

async function print(batch: number, from: number, count: number): Promise<PrintedPdf> {
  await page.goto(`${address}/manage/batches/${batch}/print?from=${from}&count=${count}`)
  return printPdf(page)
}

function identityOf(text: string): string {
  const read = parsePassCode(text)
  if (!read.ok) return `${read.error}: ${text}`
  const { batch, pass, cheque } = read.value.code
  return `${batch}/${pass}/${cheque}`
}

/** What the server knows of the number that a person would type or a one-dimensional reader would send. */
async function codeOfNumber(typed: string, batches: readonly Batch[]): Promise<string> {
  const number = parsePassNumber(typed)
  const found = number.ok ? await resolveNumber(installation, batches, number.value) : undefined
  if (!found?.tagHolds) return `not ours: ${typed}`
  return `${found.code.batch}/${found.code.pass}/${found.code.cheque}`
}

async function expectAllRead(pdf: PrintedPdf, printed: readonly string[]): Promise<void> {
  const batches = await listBatches(database, programmeNumber)
  const { codes, bars } = readParts(pdf, 150)
  expect(codes.map(identityOf).toSorted()).toEqual(printed.toSorted())
  const numbers = await Promise.all(bars.map((bar) => codeOfNumber(bar, batches)))
  expect(numbers.toSorted()).toEqual(printed.toSorted())
}

describe('a sheet of cards', () => {
  test('[G16] every QR code and every Code 128 of the sheet is read, and both name the same pass', async () => {
    const pdf = await print(cards, 0, 12)
    expect(pdf.pages).toBe(2)
    await expectAllRead(
      pdf,
      Array.from({ length: 12 }, (_, pass) => `${cards}/${pass}/0`),
    )
  })

  test('[G17] a card is 85.6 × 54 mm, its code at least 30 mm and its quiet zone', async () => {
    const pdf = await print(cards, 0, 10)
    expect(pdf.pages).toBe(1)
    for (const { part, side } of pdf.codes) {
      expect(part.width).toBeCloseTo(85.6, 1)
      expect(part.height).toBeCloseTo(54, 1)
      expect(side).toBeGreaterThan(30 + 8 * 0.5)
    }
    const pixelsPerMillimetre = await page
      .locator('.ruler path')
      .evaluate((path: SVGPathElement) => path.getScreenCTM()?.a)
    expect(pixelsPerMillimetre).toBeCloseTo(96 / 25.4, 2)
  })

  test('[G17] the pass number is at least 12 points high', async () => {
    const sizes = await page.evaluate(() =>
      [...document.querySelectorAll('.pass-groups')].map((groups) => {
        const { fontSize, fontFamily } = getComputedStyle(groups)
        return [(Number.parseFloat(fontSize) * 72) / 96, fontFamily.includes('monospace')] as const
      }),
    )
    expect(sizes).toHaveLength(10)
    for (const [points, isMonospace] of sizes) {
      expect(points).toBeGreaterThanOrEqual(12)
      expect(isMonospace).toBe(true)
    }
  })
})

describe('a booklet', () => {
  test('[G16] its cover and each of its cheques are read, two sheets a booklet', async () => {
    const pdf = await print(booklets, 3, 2)
    expect(pdf.pages).toBe(4)
    const cheques = Array.from({ length: 11 }, (_, cheque) => cheque)
    await expectAllRead(
      pdf,
      [3, 4].flatMap((pass) => cheques.map((cheque) => `${booklets}/${pass}/${cheque}`)),
    )
  })

  test('[G18] one code cut from the sheet is what a camera films', async () => {
    const pdf = await print(booklets, 0, 1)
    const [cover] = pdf.codes
    const picture = cutCode(pdf, cover?.number ?? '')
    expect(picture.width).toBe(picture.height)
    expect(picture.width).toBeGreaterThan((34 * 300) / 25.4)
    expect(frameWith(picture, { width: 400, turn: 3, noise: 4 })).toMatchObject({ width: 1280, height: 720 })
    expect(() => cutCode(pdf, '0000-0000-0000')).toThrow('not on this sheet')
  })
})

test('[G19] once all is delivered, the page says that nothing can be printed any more', async () => {
  const batch = await findBatch(database, programmeNumber, 1)
  expect(batch?.opened).toBe(true)
  await page.goto(`${address}/manage/batches/1/print?from=0&count=10`)
  await page.getByText('la clé qui signait ses codes est détruite').waitFor()
  expect(await page.locator('.sheet').count()).toBe(0)
})
