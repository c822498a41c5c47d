import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Tablet } from '#tests/support/tablet.ts'
import { openLanguages, type LanguagesJourney } from './open-languages.ts'
import { wordsIn, type Say } from './words.ts'

let journey: LanguagesJourney
let phone: Tablet

beforeAll(async () => {
  journey = await openLanguages()
  phone = await journey.openPhone('fr-FR')
})
afterAll(async () => {
  await phone?.close()
  await journey?.close()
})

/** Where the focus stands: its name, and what is wrong with how it is seen. */
type Stop = { readonly name: string; readonly fault: string }

test('[T202] the balance is read and used by the keys alone: language, cheques, places, keeping and printing', async () => {
  const page = phone.page()
  const say = wordsIn('ar')
  await page.goto(journey.balance)
  await page.locator('.balance-keep').waitFor()

  await tabTo(page, wordsIn('fr')('frame.language.choose'))
  await page.keyboard.press('Enter')
  await page.getByRole('dialog').waitFor()
  await tabTo(page, 'العربية')
  await page.keyboard.press('Space')
  await page.locator('html[lang="ar"] .balance-keep').waitFor()

  await tabTo(page, say('places.from.commune'))
  await page.keyboard.press('Enter')
  await tabTo(page, say('places.from.commune-label'))
  await page.keyboard.type('paris')
  await tabTo(page, 'Paris')
  await page.keyboard.press('Enter')
  await page.locator('.place').first().waitFor()
  await tabTo(page, say('places.see-hours'))
  await page.keyboard.press('Space')
  await page.locator('.place-details[open] .place-week').first().waitFor()

  await tabTo(page, say('balance.keep.do'))
  await page.keyboard.press('Space')
  await page.getByText(say('balance.keep.done')).waitFor()
  await page.evaluate(() => {
    window.print = () => (document.body.dataset['printed'] = 'yes')
  })
  await tabTo(page, say('frame.action.print'))
  await page.keyboard.press('Enter')
  expect(await page.locator('body').getAttribute('data-printed')).toBe('yes')

  await tabTo(page, say('places.see-all'))
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: say('places.title'), exact: true }).waitFor()
  await tabTo(page, say('frame.action.back'))
  await page.keyboard.press('Enter')
  await page.locator('.balance-digits').waitFor()
})

test('[T202] each stop of the Tab key is seen, none is a trap, and the way back is the same', async () => {
  const page = phone.page()
  for (const code of ['fr', 'ar']) {
    await page.goto(journey.address)
    await page.evaluate(() => localStorage.clear())
    await journey.openBalanceIn(page, code)
    await page.locator('a.button[href^="/places"]').waitFor()
    const forth = await walk(page, 'Tab')
    expect(forth.filter(({ fault }) => fault !== '')).toEqual([])
    const say = wordsIn(code)
    expect(namedIn(forth, waysOf(say))).toEqual(waysOf(say))
    const back = await walk(page, 'Shift+Tab')
    expect(back.map(({ name }) => name).toReversed()).toEqual(forth.map(({ name }) => name))
  }
})

test('[T202] the number under the code is typed, refused and found by the keys alone', async () => {
  const page = phone.page()
  const say = wordsIn('fr')
  await page.goto(`${journey.address}/p?lng=fr`)
  await tabTo(page, say('balance.ask.type'))
  await page.keyboard.press('Enter')
  await tabTo(page, say('balance.number.label'))
  await page.keyboard.type('7F3K')
  await page.keyboard.press('Enter')
  await page.locator('.field-error').waitFor()
  await tabTo(page, say('balance.number.see'))
  await tabTo(page, say('frame.action.back'))
  await page.keyboard.press('Space')
  await page.getByRole('button', { name: say('balance.ask.scan') }).waitFor()
  expect(phone.faults).toEqual([])
})

/** What a person does on a balance, in the order of the page. */
function waysOf(say: Say): readonly string[] {
  return [
    'frame.skip',
    'frame.language.choose',
    'places.from.me',
    'places.from.commune',
    'places.see-all',
    'balance.keep.do',
    'frame.action.print',
    'balance.another',
    'frame.telephone',
  ].map((key) => say(key))
}

function namedIn(stops: readonly Stop[], names: readonly string[]): readonly string[] {
  return stops.flatMap((stop) => names.filter((name) => stop.name.includes(name))).filter(isFirst)
}

function isFirst(name: string, at: number, all: readonly string[]): boolean {
  return all.indexOf(name) === at
}

/** More would be a trap. */
const mostStops = 80

/** Presses Tab until the focus stands on what has this in its name. */
async function tabTo(page: Page, name: string): Promise<void> {
  const seen: string[] = []
  for (let press = 0; press < mostStops; press += 1) {
    await page.keyboard.press('Tab')
    const stop = await stopOn(page)
    seen.push(stop.name)
    if (!stop.name.includes(name)) continue
    expect([name, stop.fault]).toEqual([name, ''])
    return
  }
  throw new Error(`no way to ${name}: ${seen.join(' | ')}`)
}

/** Every stop of the page, from its edge until the focus is there again or leaves it. */
async function walk(page: Page, key: 'Tab' | 'Shift+Tab'): Promise<readonly Stop[]> {
  await page.evaluate((forth) => {
    const edge = document.querySelector<HTMLElement>('#edge') ?? document.createElement('span')
    edge.id = 'edge'
    edge.tabIndex = 0
    if (forth) document.body.prepend(edge)
    else document.body.append(edge)
    edge.focus()
  }, key === 'Tab')
  const stops: Stop[] = []
  for (let press = 0; press < mostStops; press += 1) {
    await page.keyboard.press(key)
    const stop = await stopOn(page)
    if (stop.name === '') return stops
    stops.push(stop)
  }
  throw new Error(`the page is a trap: ${stops.map(({ name }) => name).join(' | ')}`)
}

async function stopOn(page: Page): Promise<Stop> {
  return page.evaluate(() => {
    const focused = document.activeElement
    if (!(focused instanceof HTMLElement) || focused.matches('body, #edge')) return { name: '', fault: '' }
    const label = focused instanceof HTMLInputElement ? focused.labels?.[0]?.textContent : focused.textContent
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(focused)
    const ring =
      outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2 && !/^rgba\(.*, 0\)$/.test(outlineColor)
    const { top, bottom, left, right } = focused.getBoundingClientRect()
    const isInside = bottom > 0 && top < innerHeight && right > 0 && left < innerWidth
    const [x, y] = [(left + right) / 2, Math.min(innerHeight - 1, Math.max(0, (top + bottom) / 2))]
    const above = document.elementFromPoint(x, y)
    const isCovered = above !== null && !focused.contains(above) && !above.contains(focused)
    const faults = [
      ring ? '' : 'no ring',
      isInside ? '' : 'outside the window',
      isCovered ? `under ${above.className}` : '',
    ]
    return { name: (label ?? '').trim() || focused.outerHTML, fault: faults.filter(Boolean).join(', ') }
  })
}
