import { afterAll, beforeAll, expect, test } from 'vitest'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { openTablet } from '#tests/support/tablet.ts'
import { placeOfTour } from './demonstration.ts'
import { enrolIn, expectNothing, openIn } from './expect-nothing.ts'
import { findingsOn } from './findings.ts'
import { tourManage } from './tour.ts'
import { wordsIn } from './words.ts'

let server: ServerProcess

beforeAll(async () => {
  server = await startServer()
})

afterAll(() => server?.stop())

test.each(['fr', 'qps-plocm'])(
  '[T13] the manager’s pages in %s: nothing for axe, nothing cut',
  async (language) => {
    const office = await openIn(server, language, { width: 1024, height: 768 })
    await enrolIn(server, office, 'manager', language)
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
