import { afterAll, beforeAll, test } from 'vitest'
import { startServer, type ServerProcess } from '#tests/support/server-process.ts'
import { placeOfTour } from './demonstration.ts'
import { expectNothing, openIn } from './expect-nothing.ts'
import { tourBalance } from './tour.ts'
import { wordsIn } from './words.ts'

let server: ServerProcess

beforeAll(async () => {
  server = await startServer()
})

afterAll(() => server?.stop())

test.each(['fr', 'ar'])('[T13] the balance in %s: nothing for axe, nothing cut', async (language) => {
  const phone = await openIn(server, language, { width: 390, height: 844 })
  const place = await placeOfTour(server, wordsIn(language), 0)
  await expectNothing(phone, language, (visit) => tourBalance(phone.page(), place, visit))
})
