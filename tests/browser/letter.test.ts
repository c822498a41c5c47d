import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  codesOnPaper,
  isWord,
  pagesOf,
  textOnPaper,
  wordsOnPaper,
  type PlacedWord,
} from '#tests/support/printed-words.ts'
import { groupsOf } from '#protocol/pass-number.ts'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { countTaps, enrolByLink, giveOnScreen, press } from './desk.ts'
import { findingsOn } from './findings.ts'
import { untilLanguagesKept, untilPacksKept } from './kept-languages.ts'
import { dayFromToday, journeyProgramme } from './journey-programme.ts'
import { enrolManager, type Printed } from './enrol-manager.ts'
import { french, wordsIn } from './words.ts'

const languages = ['ar', 'ta', 'zh-Hans', 'ti'] as const

let server: ServerProcess
let tablet: Tablet
let link: string
let cards: readonly Printed[]

beforeAll(async () => {
  server = await startServer({ programme: programmeWithPlaces(), store: 'postgres' })
  const manager = await enrolManager(server)
  cards = await manager.print(1, 3)
  link = await manager.linkFor('house')
})

afterAll(async () => {
  await tablet?.close()
  await server?.stop()
})

test('[T101] an enrolled tablet keeps by itself what its papers say in every language that it offers', async () => {
  tablet = await openTablet(server.address)
  await enrolByLink(tablet.page(), link, 'Accueil')
  await untilLanguagesKept(tablet.page(), languages)
  await untilPacksKept(tablet.page(), ['font-Arab', 'font-Taml', 'font-Hans', 'font-Ethi'])
  // From here on nobody answers: a paper needs no network.
  await server.kill()
})

test.each(languages)(
  '[T101] the letter in French and %s is one page, its words whole, its code readable',
  async (code) => {
    const page = tablet.page()
    const number = cards[1]?.number ?? ''
    await openLetter(page, number, code)
    const pdf = await printed(page)
    expect(pagesOf(pdf)).toBe(1)
    expect(codesOnPaper(pdf, 150)).toEqual([`${server.address}/p#${number.replaceAll('-', '')}`])
    const [say, text] = [wordsIn(code), textOnPaper(pdf)]
    for (const key of wide) {
      expect(bare(text)).toContain(bare(french(key)))
      if (code !== 'ar') expect(bare(text)).toContain(bare(say(key)))
    }
    // Of narrow columns each word; Chinese has none and breaks anywhere.
    const placed = wordsOnPaper(pdf)
    const unbroken = (word: string) => placed.some((printed) => isWord(printed.text, word))
    for (const key of narrow) {
      expect(bareWords(french(key)).filter((word) => !unbroken(word))).toEqual([])
      if (code === 'ta' || code === 'ti') {
        expect(bareWords(say(key)).filter((word) => !unbroken(word))).toEqual([])
      }
    }
    if (code === 'ar')
      expectInOrderOfTheEye(
        pdf,
        ['balance.services', 'places.title'].map((key) => say(key)),
      )
    for (const place of [...nearPlaces, 'Pôle sans horaires']) expect(bare(text)).toContain(bare(place))
    // Beyond five, and where nobody goes for a workshop.
    expect(bare(text)).not.toContain(bare('Atelier lointain'))
    expect(bare(text)).toContain('0199003131')
    expect(bare(text)).toContain(bare('lundi – vendredi'))
    expect(bare(text)).toContain(groupsOf(number))
    expect(bare(text)).toContain(dayFromToday(200).split('-').toReversed().join('/'))
    // Five places, each with its address and what one learns there, which the legend names; three say whom to call.
    expect(bare(text).split(bare('1 rue Exemple, 75001 Paris')).length).toBeGreaterThan(5)
    expect(await page.locator('.letter-place').count()).toBe(5)
    expect(await page.locator('.letter-place .letter-place-services:has(svg)').count()).toBe(5)
    expect(bare(text)).toContain(bare('Premiers pas'))
    for (const last of [0, 1, 2]) expect(bare(text)).toContain(`019900000${last}`)
    expect(placed.filter((printed) => isWord(printed.text, 'العربية')).length).toBeGreaterThan(0)
    expect(bare(text)).toContain(bare('ትግርኛ'))
  },
)

test('[T102] the screens of the letter have nothing for axe, and nothing cut', async () => {
  const page = tablet.page()
  await page.goto(`${server.address}/papers`)
  await page.locator('.papers').waitFor()
  const findings = [...(await findingsOn(page))]
  await openLetter(page, cards[1]?.number ?? '', 'ar')
  findings.push(...(await findingsOn(page)))
  expect(findings).toEqual([])
  expect(tablet.faults).toEqual([])
})

test('[T103] the slip has the day, the hour and the place, in Arabic and Tamil one page each', async () => {
  const page = tablet.page()
  const day = dayFromToday(20)
  await page.goto(`${server.address}/papers/slip`)
  await page
    .getByLabel(french('letter.slip.where'))
    .selectOption({ label: 'Médiathèque · Paris · 2\u00a0km' })
  await page.getByLabel(french('letter.slip.day')).fill(day)
  await page.getByLabel(french('letter.slip.clock')).fill('14:30')
  for (const name of ['phone', 'glasses', 'papers']) {
    await page.locator('.choice-tile', { hasText: french(`paper.slip.${name}`) }).click()
  }
  const findings = [...(await findingsOn(page))]
  await press(page, 'letter.slip.show')
  for (const code of ['ar', 'ta']) {
    await page.locator('.language-tile', { has: page.locator(`.autonym[lang="${code}"]`) }).click()
    await page.locator(`.paper .both-own[lang="${code}"]`).first().waitFor()
    await page.evaluate(() => document.fonts.ready)
    findings.push(...(await findingsOn(page)))
    const pdf = await printed(page)
    expect(pagesOf(pdf)).toBe(1)
    const text = bare(textOnPaper(pdf))
    for (const said of [
      day.split('-').toReversed().join('/'),
      '14:30',
      'Médiathèque',
      french('paper.slip.glasses'),
    ]) {
      expect(text).toContain(bare(said))
    }
    if (code === 'ta') expect(text).toContain(bare(wordsIn('ta')('paper.slip.title')))
    await press(page, 'letter.language.change')
  }
  expect(findings).toEqual([])
})

test('[T104] the poster says the promise in the chosen languages, with address, hours and telephone, on one page', async () => {
  const page = tablet.page()
  await page.goto(`${server.address}/papers/poster`)
  for (const code of ['ar', 'ta', 'zh-Hans', 'ti']) {
    const tile = page.locator('.choice-tile', { has: page.locator(`[lang="${code}"]`) })
    if (!(await tile.getByRole('checkbox').isChecked())) await tile.click()
  }
  const findings = [...(await findingsOn(page))]
  await press(page, 'letter.poster.show')
  await page.locator('.paper .poster-languages [lang="ti"]').waitFor()
  await page.evaluate(() => document.fonts.ready)
  findings.push(...(await findingsOn(page)))
  const pdf = await printed(page)
  expect(pagesOf(pdf)).toBe(1)
  const text = bare(textOnPaper(pdf))
  for (const said of [
    french('paper.poster.promise'),
    ...['ta', 'zh-Hans', 'ti'].map((code) => wordsIn(code)('paper.poster.promise')),
    ...['Maison des jeunes', '1 rue Exemple, 75001 Paris', '09:00–12:30', '01 99 00 31 31'],
  ]) {
    expect(text).toContain(bare(said))
  }
  const promise = wordsIn('ar')('paper.poster.promise')
  expect(readFromTheRight(pdf, promise)).toEqual(promise.replace('.', '').split(' '))
  expect(findings).toEqual([])
})

// The last: from here on a card lies before the camera.
test('[T100] a handover takes six taps after the scan, and one more prints the letter in the person’s language', async () => {
  const page = tablet.page()
  const [card] = cards
  if (!card) throw new Error('no card')
  tablet.show(card.picture)
  await page.goto(server.address)
  await page.getByRole('link', { name: french('home.role.handover') }).click()
  await page.getByText(french('handover.age.65-79')).waitFor()
  const taps = await countTaps(page)
  await giveOnScreen(page, { age: '65-79', situations: ['isolated'], language: 'ar', channel: 'poster' })
  expect(await taps()).toBeLessThanOrEqual(6)
  await press(page, 'handover.done.letter')
  await paperIsDrawn(page)
  expect(await page.locator('.paper .both-own').first().getAttribute('lang')).toBe('ar')
  // Only the server knows the number of a code that was filmed.
  await page.locator('.letter-boxes').waitFor()
  const pdf = await printed(page)
  expect(pagesOf(pdf)).toBe(1)
  expect(codesOnPaper(pdf, 150)).toEqual([card.text])
  expect(tablet.faults).toEqual([])
})

/** Sentences of the letter that have a line of their own, and those in columns. */
const wide = ['places.title', 'balance.services', 'balance.how.title', 'balance.call.text']
const narrow = ['balance.how.choose', 'balance.how.free', 'paper.letter.give', 'paper.letter.title']

async function openLetter(page: Page, number: string, code: string): Promise<void> {
  await page.goto(`${server.address}/papers/letter`)
  await typePassNumber(page, number)
  await page.locator('.language-tile', { has: page.locator(`.autonym[lang="${code}"]`) }).click()
  await paperIsDrawn(page)
}

async function typePassNumber(page: Page, number: string): Promise<void> {
  const typing = page.getByRole('button', { name: french('scan.type') })
  const field = page.getByLabel(french('letter.letter.number.label'))
  await typing.or(field).first().waitFor()
  if (await typing.isVisible()) await typing.click()
  await field.fill(number)
  await press(page, 'scan.read')
}

async function paperIsDrawn(page: Page): Promise<void> {
  await page.locator('.paper .letter-place').first().waitFor()
  await page.evaluate(() => document.fonts.ready)
}

async function printed(page: Page): Promise<Buffer> {
  return page.pdf({ preferCSSPageSize: true })
}

/** Without what a line's end takes away. */
function bare(text: string): string {
  return text.normalize('NFKC').replaceAll(/\s/g, '')
}

function bareWords(text: string): readonly string[] {
  return text.split(/\s+/)
}

/** Each word of each sentence whole, on one line, and the first of them at the right. */
function expectInOrderOfTheEye(pdf: Buffer, sentences: readonly string[]): void {
  const placed = wordsOnPaper(pdf)
  for (const sentence of sentences) {
    const words = sentence.replace('.', '').split(' ')
    const longest = words.toSorted((a, b) => b.length - a.length)[0] ?? ''
    const line = placed.find(({ text }) => isWord(text, longest))?.top ?? 0
    // A word of two letters is found everywhere: it counts on the line of its sentence.
    const found = words.map((word) =>
      placed.find(({ text, top }) => Math.abs(top - line) < 6 && isWord(text.replace('.', ''), word)),
    )
    expect([sentence, found.map((word) => word !== undefined)]).toEqual([sentence, words.map(() => true)])
    const edges = found.map((word) => word?.left ?? 0)
    expect([sentence, edges]).toEqual([sentence, edges.toSorted((a, b) => b - a)])
  }
}

/** Of a sentence that may take several lines, the words that an eye finds one after the other, each line from the right. */
function readFromTheRight(pdf: Buffer, sentence: string): readonly string[] {
  const height = ({ bottom, top }: PlacedWord) => bottom - top
  const read = wordsOnPaper(pdf).toSorted((a, b) =>
    Math.abs(a.top - b.top) < Math.min(height(a), height(b)) / 2 ? b.left - a.left : a.top - b.top,
  )
  let at = 0
  return sentence
    .replace('.', '')
    .split(' ')
    .filter((word) => {
      const next = read.findIndex(
        ({ text }, place) => place >= at && isWord(withoutMarks(text.replace('.', '')), withoutMarks(word)),
      )
      if (next >= 0) at = next + 1
      return next >= 0
    })
}

/** The marks above Arabic letters are glyphs of their own, with a place of their own. */
function withoutMarks(text: string): string {
  return text.replaceAll(/[\u064b-\u0652]/g, '')
}

const nearPlaces = ['Maison des jeunes', 'Médiathèque', 'Centre social Éluard', 'Espace Aimé-Césaire']

/** Seven places around the house: one that says no hours, one beyond the five, one at the other end of the region. */
function programmeWithPlaces(): object {
  const programme = journeyProgramme([{ number: 1 }]) as { readonly structures: readonly object[] }
  const [house] = programme.structures
  const services = ['first-steps']
  const qualifications = [{ from: dayFromToday(-30), to: dayFromToday(300), services }]
  const more = [
    { name: 'Centre social Éluard', latitude: 48.87, hours: 'Mo-Fr 09:00-18:00', languages: ['fr', 'ar'] },
    {
      name: 'Espace Aimé-Césaire',
      latitude: 48.865,
      hours: 'Mo-Sa 10:00-12:00,14:00-19:30',
      languages: ['fr', 'ti'],
    },
    { name: 'Pôle sans horaires', latitude: 48.862, hours: '' },
    { name: 'Atelier lointain', latitude: 49.1, hours: '24/7' },
  ]
  return {
    ...programme,
    structures: [
      ...programme.structures,
      ...more.map((place, index) => ({
        ...house,
        id: `place-${index}`,
        distributor: false,
        telephone: '01 99 00 00 0' + index,
        qualifications,
        ...place,
      })),
    ],
  }
}
