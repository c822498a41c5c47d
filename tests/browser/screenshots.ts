import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { french } from '#client/i18n/languages.ts'
import { startServer } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { readFolders } from '../../checks/texts/read-folders.ts'
import { linkOfDoor, placeOfTour, revokeIn } from './demonstration.ts'
import { enrolByLink, speak } from './desk.ts'
import { tourBalance, tourDesk, tourManage, type Visit } from './tour.ts'
import { tourKiosk } from './tour-of-kiosk.ts'
import { tourRequests } from './tour-of-requests.ts'
import { tourStock } from './tour-of-stock.ts'
import { tourLosses } from './tour-of-losses.ts'
import { tourSharing } from './tour-of-sharing.ts'
import { wordsIn } from './words.ts'

/**
 * `npm run screenshots -- OUTDIR`: every screen of the demonstration, on a tablet and on a phone, and the balance and the
 * shared tablet in every language that is offered. With `--languages` those two alone, with `--in ur --in ta` in these
 * languages; with `--readme` the picture of the README is taken anew.
 */
const { values, positionals } = parseArgs({
  options: {
    readme: { type: 'boolean', default: false },
    languages: { type: 'boolean', default: false },
    in: { type: 'string', multiple: true, default: [] },
  },
  allowPositionals: true,
})
const [folder] = positionals
if (folder === undefined && !values.readme) throw new Error('Say where: npm run screenshots -- OUTDIR')
if (folder !== undefined) mkdirSync(folder, { recursive: true })

const tablet = { width: 1024, height: 768 }
const phone = { width: 390, height: 844 }
const readmePicture = { screen: 'redeem-yes-to-confirm', file: 'docs/picture.png' }

const server = await startServer()
const power = { off: () => server.kill(), on: () => server.restart() }
try {
  for (const language of folder === undefined ? [] : offeredLanguages()) {
    await visitAll(language, async (opened, visit) => {
      await tourBalance(opened.page(), await placeOfTour(server, wordsIn(language), 0), visit)
    })
  }
  if (folder !== undefined) {
    // One tablet for everybody, in the language of the house until a person chooses theirs.
    const opened = await openPatiently()
    await enrolByLink(opened.page(), await linkOfDoor(server, 'desk'), 'Borne')
    for (const language of offeredLanguages()) {
      const place = await placeOfTour(server, wordsIn(language), 0)
      await tourKiosk(opened.page(), place, language, (screen) => shoot(opened, screen, language))
    }
    await opened.close()
  }
  for (const [language, turn] of values.languages || values.in.length > 0
    ? []
    : folder === undefined
      ? ([['fr', 0]] as const)
      : ([
          ['fr', 0],
          ['qps-plocm', 1],
        ] as const)) {
    await visitAll(language, async (opened, visit) => {
      const say = wordsIn(language)
      await enrolByLink(opened.page(), await linkOfDoor(server, 'desk'), 'Tablette', say)
      await tourDesk(opened.page(), await placeOfTour(server, say, turn), visit, power)
    })
    await visitAll(language, async (opened, visit) => {
      const say = wordsIn(language)
      await enrolByLink(opened.page(), await linkOfDoor(server, 'desk'), 'Comptoir', say)
      const place = await placeOfTour(server, say, turn)
      await tourStock(opened.page(), place, visit)
      await tourRequests(opened.page(), place, visit)
    })
    await visitAll(language, async (opened, visit) => {
      const say = wordsIn(language)
      const name = `Accueil ${language}`
      await enrolByLink(opened.page(), await linkOfDoor(server, 'desk'), name, say)
      const place = await placeOfTour(server, say, turn)
      await tourLosses(opened.page(), place, visit, () => revokeIn(server, name))
    })
    await visitAll(language, async (opened, visit) => {
      const say = wordsIn(language)
      await enrolByLink(opened.page(), await linkOfDoor(server, 'desk'), 'Tablette partagée', say)
      await tourSharing(opened.page(), await placeOfTour(server, say, turn), visit)
    })
    await visitAll(language, async (opened, visit) => {
      const say = wordsIn(language)
      await enrolByLink(opened.page(), await linkOfDoor(server, 'manager'), 'Bureau', say)
      await tourManage(opened.page(), await placeOfTour(server, say, turn), visit)
    })
  }
} finally {
  await server.stop()
}

/** Those whose status does not keep them from the screens. */
function offeredLanguages(): readonly string[] {
  const offered = readFolders().filter(({ code, status }) => code === french.code || status?.offer !== 'none')
  const codes = offered.map(({ code }) => code)
  return values.in.length > 0 ? codes.filter((code) => values.in.includes(code)) : codes
}

/** Pictures are taken on a machine that may do something else: only a tour that stands still is at its end. */
async function openPatiently(): Promise<Tablet> {
  const opened = await openTablet(server.address, { viewport: tablet })
  opened.context().setDefaultTimeout(90_000)
  return opened
}

async function visitAll(language: string, tour: (opened: Tablet, visit: Visit) => Promise<void>) {
  const opened = await openPatiently()
  await speak(opened, language)
  try {
    await tour(opened, (screen) => shoot(opened, screen, language))
  } finally {
    await opened.close()
  }
}

async function shoot({ page }: Tablet, screen: string, language: string): Promise<void> {
  if (values.readme && screen === readmePicture.screen && language === 'fr') {
    await page().screenshot({ path: readmePicture.file, animations: 'disabled' })
  }
  if (folder === undefined) return
  for (const viewport of [phone, tablet]) {
    await page().setViewportSize(viewport)
    const path = join(folder, `${screen}-${language}-${viewport.width}x${viewport.height}.png`)
    await page().screenshot({ path, animations: 'disabled' })
  }
}
