import { afterAll, beforeAll, test } from 'vitest'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { placeOfTour } from './demonstration.ts'
import { enrolIn, expectNothing, openIn } from './expect-nothing.ts'
import { tourDesk } from './tour.ts'
import { wordsIn } from './words.ts'

let server: ServerProcess

beforeAll(async () => {
  server = await startServer()
})

afterAll(() => server?.stop())

test.each([
  ['fr', 0],
  ['qps-plocm', 1],
] as const)(
  '[T13] the desk in %s: nothing for axe, nothing cut',
  async (language, turn) => {
    const tablet = await openIn(server, language, { width: 1024, height: 768 })
    await enrolIn(server, tablet, 'desk', language)
    const place = await placeOfTour(server, wordsIn(language), turn)
    const power = { off: () => server.kill(), on: () => server.restart() }
    await expectNothing(tablet, language, (visit) => tourDesk(tablet.page(), place, visit, power))
  },
  240_000,
)
