import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import type { Tablet } from '#tests/support/tablet.ts'
import { openLanguages, type LanguagesJourney } from './open-languages.ts'
import { isFrenchOneTapAway, saidWithoutFrench } from './without-french.ts'
import { wordsIn } from './words.ts'

const say = wordsIn('ar')
let journey: LanguagesJourney
let phone: Tablet

beforeAll(async () => {
  journey = await openLanguages({ used: true })
  phone = await journey.openPhone('ar')
})
afterAll(async () => {
  await phone?.close()
  await journey?.close()
})

test('[T200] on each page of a person all that is said in their language stands in French beside, and one press says it in French alone', async () => {
  const page = phone.page()
  const alone: string[] = []
  async function look(screen: string): Promise<void> {
    const found = [...(await saidWithoutFrench(page))]
    if (!(await isFrenchOneTapAway(page))) found.push('French is not one tap away')
    alone.push(...found.map((said) => `${screen}: ${said}`))
  }
  const press = (key: string) =>
    page
      .getByRole('button', { name: say(key), exact: true })
      .first()
      .click()

  await page.goto(`${journey.address}/p`)
  await page.locator('html[lang="ar"] .pass-picture').waitFor()
  await look('question')
  await press('balance.ask.type')
  await page.getByRole('textbox').fill('7F3K-9QWX')
  await press('balance.number.see')
  await page.locator('.field-error').waitFor()
  await look('number')
  await press('frame.action.back')
  await press('balance.ask.scan')
  await page.locator('.camera-view[data-state=scanning]').waitFor()
  await look('camera')

  await page.goto(journey.balance)
  await page.locator('html[lang="ar"] .balance-uses li').first().waitFor()
  await press('places.from.me')
  await page.getByText(say('places.from.denied')).waitFor()
  await look('balance')
  await press('balance.keep.do')
  await page.getByText(say('balance.keep.done')).waitFor()
  await look('kept')
  await page.getByLabel(say('places.from.commune-label')).fill('paris')
  await page.locator('.origin-communes button').first().click()
  await page.locator('.place').first().waitFor()
  await page.locator('.place-details summary').first().click()
  await look('near')
  await page.locator('a.button[href^="/places"]').click()
  await page.locator('.place-filter summary').click()
  await page.locator('.place-details summary').first().click()
  await look('places')

  for (const [standing, link] of journey.others) {
    await page.goto(link)
    await page.reload()
    await page.locator(`.balance-face[data-standing=${standing}]`).waitFor()
    await look(standing)
  }
  await page.goto(`${journey.address}/p#12345`)
  await page.reload()
  await page.getByText(say('balance.problem.not-a-pass.text')).waitFor()
  await look('no pass')
  expect(alone).toEqual([])

  await page.goto(journey.balance)
  await page.reload()
  await page.locator('html[lang="ar"] .balance-digits').waitFor()
  await page.getByRole('button', { name: 'Français', exact: true }).click()
  await page.locator('html[lang="fr"] .balance-digits').waitFor()
  expect(await page.locator('.in-french').count()).toBe(0)
  expect(phone.faults).toEqual([])
})

test('[T200] easy French has no other French beside', async () => {
  const page = phone.page()
  await journey.openBalanceIn(page, 'fr-x-falc')
  expect(await page.locator('.in-french').count()).toBe(0)
  expect(await isFrenchOneTapAway(page)).toBe(true)
})

test('[T200] the measure itself sees what is said in one language, and a French that cannot be seen', async () => {
  const page = await phone.context().newPage()
  await page.setContent(
    `<p>دفتري<span class="in-french" lang="fr">Mon carnet</span></p>
     <p>وحيد</p><p>مخفي<span class="in-french" lang="fr" hidden>Caché</span></p>
     <p>كاذب<span class="in-french" lang="ar">كاذب</span></p><span class="autonym">العربية</span>`,
  )
  expect(await wordsAlone(page)).toEqual(['وحيد', 'مخفي', 'كاذب', 'كاذب'])
  expect(await isFrenchOneTapAway(page)).toBe(false)
  await page.close()
})

async function wordsAlone(page: Page): Promise<readonly string[]> {
  return (await saidWithoutFrench(page)).map((said) => said.replace(/^.*: /, ''))
}
