import { afterAll, beforeAll, test } from 'vitest'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { linkOfDoor, placeOfTour, revokeIn } from './demonstration.ts'
import { enrolByLink } from './desk.ts'
import { expectNothing, openIn } from './expect-nothing.ts'
import { tourLosses } from './tour-of-losses.ts'
import { wordsIn } from './words.ts'

let server: ServerProcess

beforeAll(async () => {
  server = await startServer()
})

afterAll(() => server?.stop())

test.each([
  ['fr', 0],
  ['qps-plocm', 1],
] as const)('[T13] series, files and losses in %s: nothing for axe, nothing cut', async (language, turn) => {
  const tablet = await openIn(server, language, { width: 1024, height: 768 })
  const name = `losses ${language}`
  await enrolByLink(tablet.page(), await linkOfDoor(server, 'desk'), name, wordsIn(language))
  const place = await placeOfTour(server, wordsIn(language), turn)
  await expectNothing(tablet, language, (visit) =>
    tourLosses(tablet.page(), place, visit, () => revokeIn(server, name)),
  )
})
