import { startServer } from '#tests/support/server-process.ts'
import { openTablet } from '#tests/support/tablet.ts'
import { enrolByLink, press, takeByNumber, typeNumber } from '../browser/desk.ts'
import { journeyProgramme } from '../browser/journey-programme.ts'
import { enrolManager } from '../browser/enrol-manager.ts'
import { french } from '../browser/words.ts'
import type { Figure } from './figure.ts'

const diskMegabytes = 96
const mostPresses = 4

/** A real Chromium on a disk of its own that is full: how often a person presses until an act is saved once there is room again. */
export async function measureDiskFull(): Promise<readonly Figure[]> {
  const server = await startServer({ programme: journeyProgramme([{ number: 1 }]) })
  const tablet = await openTablet(server.address, { diskOf: diskMegabytes })
  try {
    const manager = await enrolManager(server)
    const [first, second] = await manager.print(1, 2)
    if (!first || !second || !tablet.disk) throw new Error('no cards, or no disk')
    await manager.handOut([first, second])
    const page = tablet.page()
    await enrolByLink(page, await manager.linkFor('library'), 'Accueil')
    await server.kill()
    await page.goto(`${server.address}/redeem`)
    await takeByNumber(page, first.number)
    await press(page, 'redeem.next')
    await typeNumber(page, second.number)
    const take = page.getByRole('button', { name: french('redeem.confirm.take', { count: 1 }), exact: true })
    await take.waitFor()
    tablet.disk.fill(0)
    await take.click()
    await page.getByText(french('device.not-saved.title')).first().waitFor({ timeout: 60_000 })
    tablet.disk.empty()
    for (let presses = 1; presses <= mostPresses; presses++) {
      await take.click()
      const verdict = page.locator('main.verdict')
      await verdict.or(take).first().waitFor({ timeout: 60_000 })
      if ((await verdict.count()) > 0)
        return [{ name: 'disk full, presses until saved with room again', value: presses, unit: 'presses' }]
    }
    throw new Error('With room again, the act is still not saved.')
  } finally {
    await tablet.close()
    await server.stop()
  }
}
