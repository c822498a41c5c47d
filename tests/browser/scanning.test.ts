import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { correction, generate } from 'lean-qr'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emptyFrame, pgmOf, pictureOfCode, writeFakeCamera } from '#tests/support/fake-camera.ts'
import { groupsOf } from '#protocol/pass-number.ts'
import { askedFor, countAsked } from './asked-camera.ts'
import { leaveConfirm } from './at-counter.ts'
import { press, verdictOn } from './desk.ts'
import { feltOn, heardOn, recordAnswers } from './heard-answers.ts'
import { passOfAnotherProgramme } from './foreign-pass.ts'
import { lensOf } from './lenses.ts'
import { bringPicture, pictureOfBars, pngOf } from './photographs.ts'
import { pressAsReader, pressAsSlowReader } from './reader.ts'
import { french } from './words.ts'
import { openDeskJourney, type DeskJourney } from './desk-journey.ts'

const folder = mkdtempSync(join(tmpdir(), 'carnet-scanning-'))
let server: DeskJourney['server']
let tablet: DeskJourney['tablet']
let cardAt: DeskJourney['cardAt']
let close: DeskJourney['close']

beforeAll(async () => {
  ;({ server, tablet, cardAt, close } = await openDeskJourney({ cards: 10, handedOut: true }))
})

afterAll(async () => {
  await close?.()
  rmSync(folder, { recursive: true, force: true })
})

describe('a keyboard reader at the desk', () => {
  test.each([
    ['the QR', 'american', 0, 'text'],
    ['the bar code', 'american', 1, 'number'],
    ['the QR', 'french', 2, 'text'],
  ] as const)('[W2] reads %s on a %s layout and takes a cheque', async (_what, layout, at, said) => {
    const page = await atDesk()
    const card = cardAt(at)
    await pressAsReader(page, card[said], layout)
    await press(page, 'redeem.confirm.take', { count: 1 })
    expect((await verdictOn(page)).word).toBe('OUI')
  })

  test('[W3] that is slow is said to read, until its code is whole', async () => {
    const page = await atDesk()
    await pressAsSlowReader(page, cardAt(3).text)
    const said = page.getByRole('status').filter({ hasText: french('scan.reading') })
    await said.waitFor()
    await page.getByRole('button', { name: french('redeem.confirm.take', { count: 1 }) }).waitFor()
    expect(await said.count()).toBe(0)
    await leaveConfirm(page)
  })

  test('[W4] a pass of another programme is named, and given back', async () => {
    const page = await atDesk()
    await pressAsReader(page, await passOfAnotherProgramme(), 'american')
    expect((await verdictOn(page)).word).toBe('NON')
    for (const line of ['reason', 'card']) {
      await page.getByText(french(`verdict.refused.other-programme.${line}`), { exact: true }).waitFor()
    }
  })

  test('[W4] a link, a Wi-Fi, a health certificate and a bank card are named, and nothing is opened', async () => {
    for (const [text, seen] of [
      ['https://exemple.fr/menu', 'link'],
      ['HC1:NCFOXN%TSMAHN-H6SKJPT.-7G2TZ971V7I3V', 'health-certificate'],
      ['WIFI:S:Mediatheque;T:WPA;P:secret;;', 'wifi'],
      ['%B4539578763621486^DUPONT/MARIE^2912', 'bank-card'],
    ] as const) {
      const page = await atDesk()
      await pressAsReader(page, text, 'american')
      await page.getByText(french(`verdict.seen.${seen}.what`), { exact: true }).waitFor()
      await page.getByText(french(`verdict.seen.${seen}.do`), { exact: true }).waitFor()
    }
    expect(tablet.faults).toEqual([])
  })
})

describe('an answer', () => {
  test('[W9] is heard and felt once the page was touched, and not once it is muted', async () => {
    const page = tablet.page()
    await page.addInitScript(recordAnswers)
    await atDesk()
    await page.mouse.click(5, 5)
    await pressAsReader(page, 'https://exemple.fr/menu', 'american')
    await page.locator('main.verdict').waitFor()
    expect(await heardOn(page)).toEqual([392])
    expect(await feltOn(page)).toEqual([[40]])
    await press(page, 'frame.sound.mute')
    await atDesk()
    await page.mouse.click(5, 5)
    await pressAsReader(page, 'https://exemple.fr/menu', 'american')
    await page.locator('main.verdict').waitFor()
    expect(await heardOn(page)).toEqual([])
    expect(await feltOn(page)).toEqual([[40]])
    await press(page, 'frame.sound.sound')
  })

  test('[W42] is spoken in a region that stands there from the first, twice where it is the same twice', async () => {
    const page = await atDesk()
    await page.evaluate(() => {
      const said: string[] = []
      const region = document.querySelector('.spoken-only [role=alert]')
      if (!region) throw new Error('nothing stands there to speak')
      new MutationObserver(() => {
        if (region.textContent) said.push(region.textContent)
      }).observe(region, { childList: true, subtree: true, characterData: true })
      Object.assign(window, { said })
    })
    for (const turn of [1, 2]) {
      await pressAsReader(page, 'https://exemple.fr/menu', 'american')
      await page.locator('main.verdict').waitFor()
      await page.waitForFunction((count) => (Reflect.get(window, 'said') as string[]).length === count, turn)
      await press(page, 'frame.action.next')
      await page.locator('.scan-pane').waitFor()
    }
    const [first, second] = await page.evaluate(() => Reflect.get(window, 'said') as string[])
    expect(first).toContain(french('verdict.seen.link.what'))
    expect(second).toBe(first)
  })

  test('[W43] stands still for who asked for less motion', async () => {
    const page = await atDesk()
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await page.evaluate(() => {
      const moved: string[] = []
      for (const begins of ['animationstart', 'transitionrun']) {
        addEventListener(begins, ({ target }) => moved.push(`${begins} ${(target as Element).className}`))
      }
      Object.assign(window, { moved })
    })
    await pressAsReader(page, cardAt(4).text, 'american')
    await press(page, 'redeem.confirm.take', { count: 1 })
    await page.locator('main.verdict [data-tearing]').first().waitFor({ state: 'attached' })
    await page.evaluate(() => Promise.all(document.getAnimations().map(({ finished }) => finished)))
    expect(await page.evaluate(() => Reflect.get(window, 'moved') as string[])).toEqual([])
    await page.emulateMedia({ reducedMotion: null })
  })

  test('[W47] is read at arm’s length on a tablet and a telephone, by its shape too where colours are forced', async () => {
    const page = await atDesk()
    await pressAsReader(page, await passOfAnotherProgramme(), 'american')
    const word = page.locator('.verdict-word')
    const shape = page.locator('main.verdict .verdict-shape').first()
    await word.waitFor()
    for (const [width, height, letters, drawn] of [
      [1024, 768, 120, 240],
      [390, 844, 72, 76],
    ] as const) {
      await page.setViewportSize({ width, height })
      expect(await word.evaluate((part) => parseFloat(getComputedStyle(part).fontSize))).toBeGreaterThan(
        letters,
      )
      expect((await shape.boundingBox())?.width).toBeGreaterThan(drawn)
    }
    await page.emulateMedia({ forcedColors: 'active' })
    const { fill, behind } = await shape.evaluate((part) => ({
      fill: getComputedStyle(part.querySelector('.verdict-fill') ?? part).fill,
      behind: getComputedStyle(part.parentElement ?? part).backgroundColor,
    }))
    expect(fill).not.toBe(behind)
    await page.emulateMedia({ forcedColors: null })
    await page.setViewportSize({ width: 1024, height: 768 })
  })

  test('[W48] waits for a finger: no key alone does anything', async () => {
    const page = await atDesk()
    await pressAsReader(page, cardAt(9).text, 'american')
    await page.getByRole('button', { name: french('redeem.confirm.take', { count: 1 }) }).waitFor()
    const main = page.locator('main').filter({ visible: true })
    const shown = await main.innerText()
    for (const key of 'abcdefghijklmnopqrstuvwxyz0123456789?/') await page.keyboard.press(key)
    expect(await main.innerText()).toBe(shown)
    await leaveConfirm(page)
  })
})

describe('a number that a person types', () => {
  test('[W5] is grouped, its wrong group is named, and a whole one is spelled', async () => {
    const page = await atDesk()
    const groups = groupsOf(cardAt(3).number)
    const number = groups.replaceAll('-', '')
    await press(page, 'scan.type')
    const field = page.getByLabel(french('redeem.number.label'))
    await field.pressSequentially(number.slice(0, 5))
    expect(await field.inputValue()).toBe(`${number.slice(0, 4)}-${number.slice(4, 5)}`)
    const wrong = number.startsWith('7') ? `8${number.slice(1)}` : `7${number.slice(1)}`
    await field.fill(wrong)
    await page.getByText(french('scan.number.group-1', { group: wrong.slice(0, 4) })).waitFor()
    await field.fill(number)
    const spelled = groups.replaceAll('-', ', ').replaceAll(/\w(?=\w)/g, '$& ')
    await page.getByText(french('scan.number.complete', { number: spelled })).waitFor({ state: 'attached' })
  })
})

describe('the camera of the desk', () => {
  test('[W8][W41] is asked for once, whatever it reads, and the lens that read is remembered', async () => {
    tablet.show(pictureOfCode(generate('https://exemple.fr/menu', { minCorrectionLevel: correction.M })))
    const page = tablet.page()
    await page.addInitScript(countAsked)
    // What lies before the camera is read at once: its picture may be gone before it was seen.
    await page.goto(`${server.address}/redeem`)
    await page.getByText(french('verdict.seen.link.what'), { exact: true }).waitFor()
    await press(page, 'frame.action.next')
    await page.locator('.camera-view[data-state=scanning]').waitFor()
    expect(await askedFor(page)).toBe(1)
    const remembered = await page.evaluate(() => localStorage.getItem('carnet.lens.environment'))
    expect(remembered).toBeTruthy()
    expect(remembered).toBe(await lensOf(page))
    tablet.film((file) => writeFakeCamera(file, [emptyFrame()]))
  })

  test('[W44] keeps the screen lit while somebody scans, and lets it go dark after', async () => {
    await tablet.page().addInitScript(() => {
      const { wakeLock } = navigator
      const held = new Set<WakeLockSentinel>()
      const request = wakeLock.request.bind(wakeLock)
      wakeLock.request = async (type) => {
        const sentinel = await request(type)
        held.add(sentinel)
        sentinel.addEventListener('release', () => held.delete(sentinel))
        return sentinel
      }
      Object.defineProperty(window, 'lit', { get: () => held.size })
    })
    const page = await atDesk()
    const lit = (count: number) =>
      page.waitForFunction((wanted) => Reflect.get(window, 'lit') === wanted, count)
    await lit(1)
    await press(page, 'frame.action.home')
    await lit(0)
  })
})

describe('a photograph of a code', () => {
  test('[W6] is read when it is chosen, and says so when there is none on it', async () => {
    const page = await atDesk()
    const blank = join(folder, 'blank.png')
    const photo = join(folder, 'photo.png')
    writeFileSync(
      blank,
      await pngOf(
        page,
        Buffer.from(pgmOf({ width: 40, height: 40, channels: 1, pixels: new Uint8Array(1600).fill(200) })),
      ),
    )
    writeFileSync(photo, await pngOf(page, Buffer.from(pgmOf(cardAt(3).picture))))
    const input = page.locator('input[type=file]')
    await input.setInputFiles(blank)
    await page.locator('.picture-input .field-error').waitFor()
    await input.setInputFiles(photo)
    await press(page, 'redeem.confirm.take', { count: 1 })
    expect((await verdictOn(page)).word).toBe('OUI')
  })
})

describe('a photograph that is not chosen', () => {
  test.each([
    ['dropped on the page', 'drop', 7],
    ['pasted', 'paste', 8],
  ] as const)('[W6] is read when it is %s, and not opened in place of the app', async (_how, type, at) => {
    const page = await atDesk()
    const photo = await pngOf(page, Buffer.from(pgmOf(cardAt(at).picture)))
    expect(await page.evaluate(bringPicture, { type, encoded: photo.toString('base64') })).toBe(true)
    await press(page, 'redeem.confirm.take', { count: 1 })
    expect((await verdictOn(page)).word).toBe('OUI')
  })
})

describe('a photograph of torn paper', () => {
  test('[W6] whose square code is gone is read by its bars', async () => {
    const page = await atDesk()
    const photo = join(folder, 'bars.png')
    writeFileSync(photo, await pngOf(page, Buffer.from(pgmOf(await pictureOfBars(cardAt(3).number)))))
    await page.locator('input[type=file]').setInputFiles(photo)
    await page.locator('main.verdict, .redeem-actions').first().waitFor()
    expect(await page.getByText(french('verdict.seen.other.what'), { exact: true }).count()).toBe(0)
    expect(await page.locator('.picture-input .field-error').count()).toBe(0)
  })
})

async function atDesk(): Promise<Page> {
  const page = tablet.page()
  await page.goto(`${server.address}/redeem`)
  await page.locator('.scan-pane').waitFor()
  return page
}
