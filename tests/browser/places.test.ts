import { afterAll, beforeAll, expect, test } from 'vitest'
import { addDays, calendarDayOf } from '#domain/instant.ts'
import { weekdayOf } from '#domain/open-state.ts'
import { isPublicHoliday } from '#domain/public-holidays.ts'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { isReadyOffline, networkReturns, press } from './desk.ts'
import { findingsOn } from './findings.ts'
import { french, frenchPattern } from './words.ts'
import { journeyProgramme } from './journey-programme.ts'
import { enrolManager, type Printed } from './enrol-manager.ts'
import { tracesOf } from './traces.ts'

let server: ServerProcess
let phone: Tablet
let card: Printed

beforeAll(async () => {
  server = await startServer({ programme: journeyProgramme([{ number: 1 }]) })
  const manager = await enrolManager(server)
  const [printed] = await manager.print(1, 1)
  if (!printed) throw new Error('no card')
  card = printed
  await manager.handOut([card])
  // On the other side of the Earth, where it is already another day.
  phone = await openTablet(server.address, {
    viewport: { width: 390, height: 844 },
    timeZone: 'Pacific/Noumea',
  })
})

afterAll(async () => {
  await phone?.close()
  await server?.stop()
})

test('[T242] a phone that never heard of the places says so instead of looking for ever, and has them once the network is there', async () => {
  const page = phone.page()
  await page.route('**/api/**', (route) => route.abort())
  await page.goto(`${server.address}/places`)
  await page.getByText(french('places.not-here.title')).waitFor()
  await page.unroute('**/api/**')
  await networkReturns(phone)
  await placeNamed('Médiathèque').waitFor()
})

test('[T243] who has no network and no number to call is not sent to it', async () => {
  const page = phone.page()
  const called = page.getByText(french('balance.problem.call'))
  await page.evaluate(() => localStorage.clear())
  await page.route('**/api/**', (route) => route.abort())
  await page.goto(card.text)
  await page.getByText(french('balance.problem.offline.text')).waitFor()
  expect(await page.locator('a[href^="tel:"]').count()).toBe(0)
  expect(await called.count()).toBe(0)
  await page.unroute('**/api/**')
  await page.reload()
  await page.locator('.balance-face').waitFor()
  await page.goto(`${server.address}/p#12345`)
  await page.reload()
  await called.waitFor()
  await page.locator('a[href^="tel:"]').waitFor()
})

test('[T75] the camera’s link shows places near a town, by the hour of Paris on a device in another zone', async () => {
  const page = phone.page()
  await page.clock.install()
  await page.clock.setFixedTime(`${nextWednesday()}T11:45:00Z`)
  await page.goto(card.text)
  await press(page, 'places.from.commune')
  await page.getByLabel(french('places.from.commune-label')).fill('paris')
  await page.getByRole('button', { name: 'Paris 75001' }).click()
  const [house, library] = [placeNamed('Maison des jeunes'), placeNamed('Médiathèque')]
  // 12:45 or 13:45 in Paris, and the night in Nouméa.
  const isSummer = parisHour() === 13
  await library.getByText(french('places.now.closes', { clock: '18:00' })).waitFor()
  const said = isSummer
    ? french('places.now.closes', { clock: '17:00' })
    : french('places.now.opens-today', { clock: '13:30' })
  await house.getByText(said).waitFor()
  expect(await page.locator('.place h3').allTextContents()).toHaveLength(2)
})

test('[T76][T201] the second visit needs no network: the same places, with the day of the list, and what the phone keeps is found', async () => {
  const page = phone.page()
  await isReadyOffline(page)
  await page.getByRole('link', { name: french('places.see-all') }).click()
  await placeNamed('Médiathèque').waitFor()
  await server.kill()
  await page.reload()
  await page.getByText(frenchPattern('places.offline')).waitFor()
  await placeNamed('Maison des jeunes').waitFor()
  await page.goBack()
  await page.getByText(french('balance.seen.offline')).waitFor()
  await placeNamed('Médiathèque').waitFor()
  const traces = await tracesOf(page, card)
  expect(traces).toEqual(
    expect.arrayContaining([
      'the code in the address',
      'the code in the history',
      'the remembered answer in the table carnet/balances',
    ]),
  )
  await server.restart()
})

test('[T77] the position is asked for by a button, with the reason, and a refusal leads to the town', async () => {
  const page = phone.page()
  await press(page, 'places.from.change')
  await page.getByText(french('places.from.why')).waitFor()
  await phone.context().grantPermissions(['geolocation'], { origin: server.address })
  await phone.context().setGeolocation({ latitude: 48.86, longitude: 2.3673 })
  await press(page, 'places.from.me')
  await page.getByText(french('places.distance', { distance: '50\u00a0m' })).waitFor()
  await page.getByText(french('places.distance', { distance: '2\u00a0km' })).waitFor()
  await press(page, 'places.from.change')
  await phone.context().clearPermissions()
  await page.reload()
  await press(page, 'places.from.me')
  await page.getByLabel(french('places.from.commune-label')).fill('paris')
  await page.getByRole('button', { name: 'Paris 75001' }).click()
  await placeNamed('Médiathèque').waitFor()
  expect(phone.faults).toEqual([])
})

test('[T78] a pass is kept on its holder’s own phone when they say so, and opens from the phone’s screen until they take that back', async () => {
  const page = phone.page()
  await page.goto(card.text)
  await press(page, 'balance.keep.do')
  await page.getByText(french('balance.keep.done')).waitFor()
  expect(await tracesOf(page, card)).toContain('the code in the local storage')
  // How iOS says that the app was opened from the phone's screen.
  await page.addInitScript(() => Object.defineProperty(navigator, 'standalone', { value: true }))
  await page.goto(server.address)
  await page.locator('.balance-digits').waitFor()
  await press(page, 'balance.keep.forget')
  await page.goto(server.address)
  await page.getByRole('heading', { name: french('home.title') }).waitFor()
  expect(await page.locator('.balance-digits').count()).toBe(0)
  expect(phone.faults).toEqual([])
})

test('[T79] the balance with its places, and all of them: nothing for axe, nothing cut, in French and Arabic', async () => {
  const page = phone.page()
  const findings: string[] = []
  for (const code of ['fr', 'ar']) {
    await page.goto(`${server.address}/places/31?lng=${code}`)
    await page.locator(`html[lang="${code}"] .place`).first().waitFor()
    await page.locator('.place-details summary').first().click()
    findings.push(...(await findingsOn(page)).map((finding) => `places ${code}: ${finding}`))
    await page.goto(card.text.replace('/p#', `/p?lng=${code}#`))
    await page.locator(`html[lang="${code}"] .place`).first().waitFor()
    findings.push(...(await findingsOn(page)).map((finding) => `balance ${code}: ${finding}`))
  }
  expect(findings).toEqual([])
})

function placeNamed(name: string) {
  return phone.page().locator('.place', { hasText: name })
}

/** The first Wednesday to come that is no public holiday. */
function nextWednesday(): string {
  const today = calendarDayOf(Date.now(), 'Europe/Paris')
  const days = Array.from({ length: 28 }, (_, ahead) => addDays(today, ahead + 1))
  return days.find((day) => weekdayOf(day) === 3 && !isPublicHoliday(day)) ?? today
}

function parisHour(): number {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: 'Europe/Paris',
    hour: 'numeric',
    hourCycle: 'h23',
  })
  return Number(format.format(Date.parse(`${nextWednesday()}T11:45:00Z`)))
}
