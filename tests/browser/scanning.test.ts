import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { correction, generate } from 'lean-qr'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { passCodeText, signPassCode } from '#protocol/pass-code.ts'
import { emptyFrame, pgmOf, pictureOfCode, writeFakeCamera } from '#tests/support/fake-camera.ts'
import type { ManagedActs } from '#protocol/manage/acts.ts'
import { groupsOf } from '#protocol/pass-number.ts'
import { aSigningKey } from '#tests/support/builders.ts'
import { askedFor, countAsked } from './asked-camera.ts'
import { countTaps, networkReturns, press, verdictOn, waitUntilSent } from './desk.ts'
import { clockGoes, filmSeries, framesPass, holdClock } from './film-series.ts'
import { feltOn, heardOn, recordAnswers } from './heard-answers.ts'
import { lensOf } from './lenses.ts'
import { bringPicture, pictureOfBars, pngOf } from './photographs.ts'
import { pressAsReader, pressAsSlowReader } from './reader.ts'
import { draftRows, drafts, keptDraft, putRows, untilNoDraft } from './stored.ts'
import { french } from './words.ts'
import { openDeskJourney, type DeskJourney } from './desk-journey.ts'

const folder = mkdtempSync(join(tmpdir(), 'carnet-scanning-'))
let server: DeskJourney['server']
let manager: DeskJourney['manager']
let tablet: DeskJourney['tablet']
let cardAt: DeskJourney['cardAt']
let close: DeskJourney['close']

beforeAll(async () => {
  ;({ server, manager, tablet, cardAt, close } = await openDeskJourney({ cards: 15, handedOut: true }))
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
    await press(page, 'redeem.confirm.leave')
    await untilNoDraft(page)
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
    await press(page, 'redeem.confirm.leave')
    await untilNoDraft(page)
  })
})

describe('a series', () => {
  test('[W10][T187] takes many codes with one confirmation, each once, names what is no pass, and outlives its page', async () => {
    const page = await atDesk()
    await press(page, 'redeem.series.open')
    await page.locator('.scan-pane').waitFor()
    const row = page.locator('.series-cheque')
    for (const [at, shown] of [
      [4, 1],
      [5, 2],
      [4, 2],
      [6, 3],
    ] as const) {
      await pressAsReader(page, cardAt(at).text, 'american')
      if (at === 4 && shown === 2) {
        await page.getByText(french('redeem.series.again'), { exact: true }).first().waitFor()
      }
      await row.nth(shown - 1).waitFor()
      expect(await row.count()).toBe(shown)
    }
    await pressAsReader(page, 'WIFI:S:Mediatheque;;', 'american')
    await page.getByText(french('verdict.seen.wifi.what'), { exact: true }).first().waitFor()
    await expect.poll(() => keptDraft(page), { timeout: 20_000 }).toMatch(/("source".*){3}/)
    const kept = await draftRows(page)
    await page.reload()
    const resume = page.getByRole('button', { name: french('redeem.series.resume'), exact: true })
    await resume.waitFor()
    expect(await topOf(resume)).toBeLessThan(await topOf(page.locator('.camera-view')))
    await resume.click()
    await row.nth(2).waitFor()
    await press(page, 'redeem.series.review', { count: 3 })
    expect(await page.locator('.series-list > li').count()).toBe(3)
    await page
      .getByRole('button', { name: french('redeem.series.leave-out') })
      .first()
      .click()
    await press(page, 'redeem.confirm.take', { count: 2 })
    await page
      .getByRole('heading', { name: french('redeem.series.taken', { yes: 2, noted: 0, no: 0 }) })
      .waitFor()
    // The app dies before it has forgotten the series: what was taken is not asked about again.
    await untilNoDraft(page)
    await putRows(page, drafts.table, kept)
    await page.reload()
    await press(page, 'redeem.series.resume')
    await page
      .getByText(french('redeem.series.left-out', { count: 2 }), { exact: true })
      .first()
      .waitFor()
    expect(await page.locator('.series-list > li').count()).toBe(1)
    await press(page, 'redeem.series.drop')
    await page.getByRole('button', { name: french('redeem.series.open'), exact: true }).waitFor()
    await untilNoDraft(page)
    await page.goto(`${server.address}/journal`)
    await page.locator('[data-kind="redemption"]').nth(1).waitFor()
  })

  test('[W45] loses no code that comes while another one is looked at', async () => {
    const page = await atDesk()
    await press(page, 'redeem.series.open')
    await page.getByRole('heading', { name: french('redeem.series.title') }).waitFor()
    await Promise.all([9, 10, 11].map((at) => pressAsReader(page, cardAt(at).text, 'american')))
    await page.locator('.series-cheque').nth(2).waitFor()
    await press(page, 'redeem.series.review', { count: 3 })
    await press(page, 'redeem.series.drop')
    await untilNoDraft(page)
  })

  test('[T240] is filmed by one camera without a touch: each code is heard, felt and drawn once, and muted it is silent', async () => {
    const page = tablet.page()
    await page.addInitScript(recordAnswers)
    await page.addInitScript(countAsked)
    await atDesk()
    await page.locator('.camera-view[data-state=scanning]').waitFor()
    const [first, second, third] = [12, 13, 14].map((at) => cardAt(at).picture)
    const foreign = pictureOfCode(generate(await passOfAnotherProgramme()))
    const wifi = pictureOfCode(generate('WIFI:S:Mediatheque;;'))
    if (!first || !second || !third) throw new Error('too few cards')
    let frames = 0
    tablet.film((file) => {
      frames = filmSeries(file, [first, second, first, foreign, third, wifi])
    })
    const before = await askedFor(page)
    await holdClock(page)
    await press(page, 'redeem.series.open')
    const taps = await countTaps(page)
    const row = page.locator('.series-cheque .verdict-shape')
    await expect.poll(() => feltOn(page), { timeout: 60_000 }).toHaveLength(5)
    await framesPass(page, frames)
    expect((await heardOn(page)).toSorted((a, b) => a - b)).toEqual([
      196, 392, 784, 784, 784, 1175, 1175, 1175,
    ])
    expect((await feltOn(page)).map(String).toSorted()).toEqual([
      '40',
      '400',
      '80,40,80',
      '80,40,80',
      '80,40,80',
    ])
    expect(await looksIn(row)).toEqual(['no', 'yes-to-confirm', 'yes-to-confirm', 'yes-to-confirm'])

    await clockGoes(page, 5000)
    await expect.poll(() => feltOn(page), { timeout: 60_000 }).toHaveLength(10)
    expect((await heardOn(page)).slice(8)).toEqual([392, 392, 392, 392, 392])
    expect(await row.count()).toBe(4)
    expect(await taps()).toBe(0)

    await press(page, 'frame.sound.mute')
    await clockGoes(page, 5000)
    await expect.poll(() => feltOn(page), { timeout: 60_000 }).toHaveLength(15)
    expect(await heardOn(page)).toHaveLength(13)
    await press(page, 'frame.sound.sound')
    expect(await askedFor(page)).toBe(before + 1)
    expect(await page.locator('video').count()).toBe(1)

    tablet.film((file) => writeFakeCamera(file, [emptyFrame()]))
    await press(page, 'redeem.series.review', { count: 4 })
    await press(page, 'redeem.confirm.take', { count: 3 })
    await page
      .getByRole('heading', { name: french('redeem.series.taken', { yes: 3, noted: 0, no: 1 }) })
      .waitFor()
    await press(page, 'redeem.series.finish')
    await untilNoDraft(page)
  })

  test('[T235] a workshop without a network is a roll with one confirmation, and the manager sees each line once it is sent', async () => {
    const page = await atDesk()
    await waitUntilSent(page)
    const before = await manager.account('house')
    await server.kill()
    await press(page, 'redeem.series.open')
    await page.getByRole('heading', { name: french('redeem.series.title') }).waitFor()
    const roll = [9, 10, 11].map(cardAt)
    for (const [place, { text }] of roll.entries()) {
      await pressAsReader(page, text, 'american')
      await page.locator('.series-cheque').nth(place).waitFor()
    }
    await press(page, 'redeem.series.review', { count: 3 })
    await press(page, 'redeem.confirm.take', { count: 3 })
    await page
      .getByRole('heading', { name: french('redeem.series.taken', { yes: 3, noted: 0, no: 0 }) })
      .waitFor()
    await press(page, 'redeem.series.finish')
    await server.restart()
    await networkReturns(tablet)
    await waitUntilSent(page)
    const { acts } = await manager.read<ManagedActs>('acts?kind=redemption')
    for (const { code } of roll) {
      const lines = acts.filter(({ batch, pass }) => batch === code.batch && pass === code.pass)
      expect(lines.map(({ units, outcome }) => [units, outcome?.type])).toEqual([[1, 'covered']])
    }
    const after = await manager.account('house')
    expect(after.units - before.units).toBe(3)
    expect(after.payableCents - before.payableCents).toBe(3000)
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
    await tablet.page().addInitScript(countAsked)
    const page = await atDesk()
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

/** The shapes of the answers, sorted. */
async function looksIn(row: Locator): Promise<readonly (string | null)[]> {
  const shapes = await row.all()
  return (await Promise.all(shapes.map((shape) => shape.getAttribute('data-look')))).toSorted()
}

async function topOf(part: Locator): Promise<number> {
  return (await part.boundingBox())?.y ?? NaN
}

/** Whole and well signed, by a key and in a programme of which the tablet has never heard. */
async function passOfAnotherProgramme(): Promise<string> {
  const { privateKey, keyId } = await aSigningKey()
  const digits = await signPassCode({ programme: 9, batch: 1, pass: 3, cheque: 0 }, keyId, privateKey)
  return passCodeText('https://carnet.exemple', digits)
}
