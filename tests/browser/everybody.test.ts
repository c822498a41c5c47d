import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { linkOfDoor, placeOfTour, revokeIn } from './demonstration.ts'
import { enrolByLink, speak } from './desk.ts'
import { cutOn, findingsOn } from './findings.ts'
import { tourBalance, tourDesk, tourManage, type Visit } from './tour.ts'
import { tourLosses } from './tour-of-losses.ts'
import { wordsIn } from './words.ts'

let server: ServerProcess

beforeAll(async () => {
  server = await startServer()
})

afterAll(() => server?.stop())

test.each(['fr', 'ar'])('[T13] the balance in %s: nothing for axe, nothing cut', async (language) => {
  const phone = await openIn(language, { width: 390, height: 844 })
  const place = await placeOfTour(server, wordsIn(language), 0)
  await expectNothing(phone, language, (visit) => tourBalance(phone.page(), place, visit))
})

test.each([
  ['fr', 0],
  ['qps-plocm', 1],
] as const)(
  '[T13] the desk in %s: nothing for axe, nothing cut',
  async (language, turn) => {
    const tablet = await openIn(language, { width: 1024, height: 768 })
    await enrolIn(tablet, 'desk', language)
    const place = await placeOfTour(server, wordsIn(language), turn)
    const power = { off: () => server.kill(), on: () => server.restart() }
    await expectNothing(tablet, language, (visit) => tourDesk(tablet.page(), place, visit, power))
  },
  240_000,
)

test.each([
  ['fr', 0],
  ['qps-plocm', 1],
] as const)('[T13] series, files and losses in %s: nothing for axe, nothing cut', async (language, turn) => {
  const tablet = await openIn(language, { width: 1024, height: 768 })
  const name = `losses ${language}`
  await enrolByLink(tablet.page(), await linkOfDoor(server, 'desk'), name, wordsIn(language))
  const place = await placeOfTour(server, wordsIn(language), turn)
  await expectNothing(tablet, language, (visit) =>
    tourLosses(tablet.page(), place, visit, () => revokeIn(server, name)),
  )
})

test.each(['fr', 'qps-plocm'])(
  '[T13] the manager’s pages in %s: nothing for axe, nothing cut',
  async (language) => {
    const office = await openIn(language, { width: 1024, height: 768 })
    await enrolIn(office, 'manager', language)
    const place = await placeOfTour(server, wordsIn(language), 0)
    await expectNothing(office, language, (visit) => tourManage(office.page(), place, visit))
  },
)

test('[T13] the measure itself sees a button without a name, a sentence that is cut and one that is too wide', async () => {
  const tablet = await openTablet(server.address)
  await tablet.page().setContent(
    `<html lang="fr"><title>x</title><main><h1>x</h1><button></button>
     <div style="overflow: hidden; width: 2rem; white-space: nowrap">coupée</div>
     <p style="width: 400px">large</p></main></html>`,
  )
  const findings = (await findingsOn(tablet.page())).join('\n')
  await tablet.close()
  expect(findings).toContain('axe button-name')
  expect(findings).toContain('cut "coupée"')
  expect(findings).toMatch(/320 px, letters of 16px: \d+ px wide/)
})

async function openIn(language: string, viewport: { readonly width: number; readonly height: number }) {
  const opened = await openTablet(server.address, { viewport })
  await speak(opened, language)
  return opened
}

async function enrolIn({ page }: Tablet, door: 'desk' | 'manager', language: string): Promise<void> {
  await enrolByLink(page(), await linkOfDoor(server, door), `${door} ${language}`, wordsIn(language))
}

/** All findings of a tour at once, each with its screen. A pseudo-language is no other page for axe. */
async function expectNothing(
  tablet: Tablet,
  language: string,
  tour: (visit: Visit) => Promise<void>,
): Promise<void> {
  const look = language === 'qps-plocm' ? cutOn : findingsOn
  const findings: string[] = []
  await tour(async (screen) => {
    const found = await look(tablet.page())
    findings.push(...found.map((finding) => `${screen}: ${finding}`))
  })
  await tablet.close()
  expect([...findings, ...tablet.faults]).toEqual([])
}
