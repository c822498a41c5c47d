import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isReadyOffline, networkGoes } from './desk.ts'
import { openLanguages, type LanguagesJourney } from './open-languages.ts'
import { french } from './words.ts'

let journey: LanguagesJourney

beforeAll(async () => {
  journey = await openLanguages()
})
afterAll(() => journey?.close())

test('[T245] a balance whose page is closed as soon as it stands there opens again without a network', async () => {
  const phone = await journey.openPhone('fr')
  const first = phone.page()
  await first.goto(`${journey.address}/p`)
  await isReadyOffline(first)

  // What something else has spoiled is in nobody's way.
  await first.evaluate(() => localStorage.setItem('carnet.balance.spoiled', '{'))
  const quick = await phone.context().newPage()
  await quick.addInitScript(storeNeverOpens)
  await quick.goto(journey.balance)
  await quick.locator('.balance-digits').waitFor()
  const shown = await quick.locator('.balance-digits').textContent()
  await quick.close()

  await networkGoes(phone)
  const again = await phone.context().newPage()
  await again.goto(journey.balance)
  await again.getByText(french('balance.seen.offline')).waitFor()
  expect(await again.locator('.balance-digits').textContent()).toBe(shown)
  expect(await keptOutside(again)).toEqual([])
  await phone.close()
})

/** Runs in the page: a disk that does not answer as long as the page lives. */
function storeNeverOpens(): void {
  IDBFactory.prototype.open = () => new EventTarget() as IDBOpenDBRequest
}

/** What of a balance stands in the local storage, from where the store takes it. */
function keptOutside(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => Object.keys(localStorage).filter((name) => name.includes('balance')))
}
