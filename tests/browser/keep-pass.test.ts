import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findingsOn } from './findings.ts'
import { openLanguages, type LanguagesJourney } from './open-languages.ts'
import { wordsIn } from './words.ts'

let journey: LanguagesJourney

beforeAll(async () => {
  journey = await openLanguages()
})
afterAll(() => journey?.close())

test.each(['fr', 'ar'])(
  '[T160] the browser’s own offer, in %s, is made when the person presses, once',
  async (code) => {
    const phone = await journey.openPhone('fr-FR')
    const page = phone.page()
    const say = wordsIn(code)
    await journey.openBalanceIn(page, code)
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
  const phone = await journey.openPhone('fr-FR')
  const page = phone.page()
  await journey.openBalanceIn(page, 'fr')
  await offerToInstall(page, 'dismissed')
  await page.getByRole('button', { name: wordsIn('fr')('balance.keep.do') }).click()
  await page.getByText(wordsIn('fr')('balance.keep.menu')).waitFor()
  await phone.close()
})

test.each(['fr', 'ar'])(
  '[T161] an iPhone, which makes no offer, says the two touches of Safari in %s',
  async (code) => {
    const phone = await journey.openPhone('fr-FR')
    const page = phone.page()
    const session = await phone.context().newCDPSession(page)
    await session.send('Emulation.setUserAgentOverride', { userAgent: iphone })
    const say = wordsIn(code)
    await journey.openBalanceIn(page, code)
    await page.getByRole('button', { name: say('balance.keep.do') }).click()
    const steps = page.locator('.balance-keep-steps > li')
    await steps.first().waitFor()
    const inBoth = (key: string) => (code === 'fr' ? [say(key)] : [say(key), wordsIn('fr')(key)]).join('\n')
    expect((await steps.allInnerTexts()).map((text) => text.trim())).toEqual([
      inBoth('balance.keep.share'),
      inBoth('balance.keep.add'),
    ])
    await steps.first().locator('svg').waitFor()
    expect(await findingsOn(page)).toEqual([])
    await phone.close()
  },
)

const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1'

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
