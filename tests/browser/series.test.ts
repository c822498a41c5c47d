import { generate } from 'lean-qr'
import type { Locator, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { emptyFrame, pictureOfCode, writeFakeCamera } from '#tests/support/fake-camera.ts'
import type { ManagedActs } from '#protocol/manage/acts.ts'
import { askedFor, countAsked } from './asked-camera.ts'
import { countTaps, networkReturns, press, waitUntilSent } from './desk.ts'
import { openDeskJourney, type DeskJourney } from './desk-journey.ts'
import { clockGoes, filmSeries, framesPass, holdClock } from './film-series.ts'
import { passOfAnotherProgramme } from './foreign-pass.ts'
import { feltOn, heardOn, recordAnswers } from './heard-answers.ts'
import { pressAsReader } from './reader.ts'
import { draftRows, drafts, keptDraft, putRows, untilNoDraft } from './stored.ts'
import { french, wordsIn } from './words.ts'

let server: DeskJourney['server']
let manager: DeskJourney['manager']
let tablet: DeskJourney['tablet']
let cardAt: DeskJourney['cardAt']
let close: DeskJourney['close']

beforeAll(async () => {
  ;({ server, manager, tablet, cardAt, close } = await openDeskJourney({ cards: 15, handedOut: true }))
})

afterAll(() => close?.())

test('[W10][T187] a series takes many codes with one confirmation, each once, names what is no pass, and outlives its page', async () => {
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

test.each(['fr', 'qps-plocm'])(
  '[Y50] in %s, on a phone, the button that mutes stands beside the way back on each screen that scans',
  async (code) => {
    const say = wordsIn(code)
    const page = await atDesk()
    await page.setViewportSize({ width: 390, height: 844 })
    await page.evaluate((language) => localStorage.setItem('carnet.language', language), code)
    const found: string[] = []
    async function look(screen: string): Promise<void> {
      const mute = page
        .getByRole('button', { name: say('frame.sound.mute'), exact: true })
        .filter({ visible: true })
      const back = page.locator('.screen-back').filter({ visible: true })
      await mute.waitFor()
      const [of, by] = [await mute.boundingBox(), await back.boundingBox()]
      const isBeside = of && by && of.y < by.y + by.height && by.y < of.y + of.height
      if (!isBeside || of.x < 0 || of.x + of.width > 390) found.push(screen)
    }
    for (const [path, title, more] of [
      ['redeem', 'redeem.title', 'redeem.series.open'],
      ['handover', 'handover.title', 'handover.group.open'],
    ] as const) {
      await page.goto(`${server.address}/${path}`)
      await page.getByRole('heading', { name: say(title), exact: true }).waitFor()
      await look(path)
      await page.getByRole('button', { name: say(more), exact: true }).click()
      await page.getByRole('heading', { name: say(title), exact: true }).waitFor({ state: 'detached' })
      await look(more)
    }
    expect(found).toEqual([])
    await page.evaluate(() => localStorage.removeItem('carnet.language'))
    await page.setViewportSize({ width: 1024, height: 768 })
  },
)

test('[W45] a series loses no code that comes while another one is looked at', async () => {
  const page = await atDesk()
  await press(page, 'redeem.series.open')
  await page.getByRole('heading', { name: french('redeem.series.title') }).waitFor()
  await Promise.all([9, 10, 11].map((at) => pressAsReader(page, cardAt(at).text, 'american')))
  await page.locator('.series-cheque').nth(2).waitFor()
  await press(page, 'redeem.series.review', { count: 3 })
  await press(page, 'redeem.series.drop')
  await untilNoDraft(page)
})

test('[T240] a series is filmed by one camera without a touch: each code is heard, felt and drawn once, and muted it is silent', async () => {
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
  expect((await heardOn(page)).toSorted((a, b) => a - b)).toEqual([196, 392, 784, 784, 784, 1175, 1175, 1175])
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
