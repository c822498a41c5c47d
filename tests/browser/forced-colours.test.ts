import { mkdirSync, writeFileSync } from 'node:fs'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tablet } from '#tests/support/tablet.ts'
import { openLanguages, type LanguagesJourney } from './open-languages.ts'

let journey: LanguagesJourney
let phone: Tablet

beforeAll(async () => {
  journey = await openLanguages({ used: true })
  phone = await journey.openPhone('fr-FR')
})
afterAll(async () => {
  await phone?.close()
  await journey?.close()
})

test.each(['light', 'dark'] as const)(
  '[T203] in forced %s colours used cheques and whole ones, days left and gone, and the kinds of buttons stay apart',
  async (colorScheme) => {
    const page = phone.page()
    await journey.openBalanceIn(page, 'fr')
    await page.locator('a.button[href^="/places"]').waitFor()
    await page.emulateMedia({ forcedColors: 'none', colorScheme })
    const title = page.locator('h1')
    const inkOfTitle = await inkShare(page, title)
    await page.emulateMedia({ forcedColors: 'active', colorScheme })
    keepPicture(await page.screenshot({ fullPage: true }), `forced-${colorScheme}`)

    // No plate of what stands below lies over it, and no frame is beyond the edge.
    expect((await inkShare(page, title)) / inkOfTitle).toBeGreaterThan(0.85)
    for (const button of await page.locator('.button').all()) {
      expect((await button.boundingBox())?.x ?? 0).toBeGreaterThanOrEqual(0)
    }

    const [used, whole] = [
      page.locator('.cheque[data-state=used]'),
      page.locator('.cheque[data-state=whole]'),
    ]
    expect([await used.count(), await whole.count()]).toEqual([3, 6])
    const [usedInk, wholeInk] = [await inkShare(page, used.first()), await inkShare(page, whole.first())]
    expect(wholeInk).toBeGreaterThan(0.6)
    expect(usedInk).toBeLessThan(0.35)
    expect(usedInk).toBeGreaterThan(0.02)

    const [left, gone] = [page.locator('.calendar-left').first(), page.locator('.calendar-gone').first()]
    expect(await fillOf(left)).not.toBe(await fillOf(gone))
    expect(await fillOf(gone)).not.toBe(await strokeOf(gone))

    const looks = await Promise.all(
      ['.button-secondary', '.button-quiet', '.language-choice > button'].map((one) =>
        page.locator(one).first().evaluate(lookOf),
      ),
    )
    for (const { text, ground, border, isUnderlined } of looks) {
      expect(text).not.toBe(ground)
      // A frame or a line below: words alone are no button.
      expect(isUnderlined || border !== ground).toBe(true)
    }
    await page.goto(`${journey.address}/p?lng=fr`)
    const [primary, secondary] = [
      page.locator('.button-primary').first(),
      page.locator('.button-secondary').first(),
    ]
    const [first, second] = [await primary.evaluate(lookOf), await secondary.evaluate(lookOf)]
    expect(first.text).not.toBe(first.ground)
    expect([first.ground, first.text]).not.toEqual([second.ground, second.text])

    await page.keyboard.press('Tab')
    const ring = await page.locator(':focus').evaluate((element) => getComputedStyle(element).outlineColor)
    expect(ring).not.toBe(second.ground)
  },
)

/** Runs in the page: the colours as they are painted. */
function lookOf(element: Element) {
  const { color, borderTopColor, borderTopStyle, textDecorationLine } = getComputedStyle(element)
  let ground = ''
  for (let box: Element | null = element; box && ground === ''; box = box.parentElement) {
    const { backgroundColor } = getComputedStyle(box)
    if (!/^(?:rgba\(.*, 0\)|transparent)$/.test(backgroundColor)) ground = backgroundColor
  }
  return {
    text: color,
    ground,
    border: borderTopStyle === 'none' ? ground : borderTopColor,
    isUnderlined: textDecorationLine.includes('underline'),
  }
}

function fillOf(drawn: Locator): Promise<string> {
  return drawn.evaluate((shape) => getComputedStyle(shape).fill)
}

function strokeOf(drawn: Locator): Promise<string> {
  return drawn.evaluate((shape) => getComputedStyle(shape).stroke)
}

/** The share of the pixels of a drawing that are not of the colour of its upper edge, where the ground is seen. */
async function inkShare(page: Page, drawn: Locator): Promise<number> {
  const picture = (await drawn.screenshot()).toString('base64')
  return page.evaluate(async (encoded) => {
    const bytes = Uint8Array.from(atob(encoded), (character) => character.charCodeAt(0))
    const bitmap = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height)
    const pen = canvas.getContext('2d')
    if (!pen) throw new Error('no canvas')
    pen.drawImage(bitmap, 0, 0)
    const { data } = pen.getImageData(0, 0, bitmap.width, bitmap.height)
    // The rounded corner of the cheque lets the page be seen.
    const ground = [data[0] ?? 0, data[1] ?? 0, data[2] ?? 0]
    let inked = 0
    for (let at = 0; at < data.length; at += 4) {
      const apart = ground.reduce((sum, part, which) => sum + Math.abs(part - (data[at + which] ?? 0)), 0)
      if (apart > 200) inked += 1
    }
    return inked / (data.length / 4)
  }, picture)
}

/** For the eye, where a folder is named. */
function keepPicture(picture: Buffer, name: string): void {
  const folder = process.env['CARNET_PICTURES']
  if (folder === undefined) return
  mkdirSync(folder, { recursive: true })
  writeFileSync(`${folder}/${name}.png`, picture)
}
