import { once } from 'node:events'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import type { Page } from 'playwright-core'
import { issueTypedCode } from '#server/access/enrolment-codes.ts'
import { createApp } from '#server/app.ts'
import { programmeFile, programmeNumber, scanOf, startTestServer } from '#tests/support/server.ts'
import { openTestDatabase } from '#tests/support/store.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { wordsIn } from './words.ts'

/** A server in this process whose programme allows every draft, and the link of a card that a person holds. */
export type LanguagesJourney = Awaited<ReturnType<typeof openLanguages>>

/** `used`: three of its ten cheques, in two places. */
export async function openLanguages({ used = false } = {}) {
  const { programme, structures, batches } = programmeFile()
  const database = await openTestDatabase()
  const server = await startTestServer(database, {
    programme: {
      ...programme,
      services: programme.services.map((service, at) =>
        at === 0 ? { ...service, name: { ...service.name, ur: 'صحت اور سفر' } } : service,
      ),
      languages: { first: ['ar', 'en'], drafts: true },
    },
    // Some months are left, and some are gone.
    batches: batches.map((batch) => ({ ...batch, endDay: '2027-06-30' })),
    structures: structures.map((structure, at) => ({
      ...structure,
      ...{ commune: 'Paris', hours: 'Mo-Su 09:00-18:00', telephone: '01 99 00 00 0'.concat(`${at}`) },
      ...{ latitude: 48.86, longitude: 2.34 + at / 100 },
    })),
  })
  const { installation } = server
  const app = createApp(installation, { appFolder: 'dist', onError: console.error })
  let gate: (path: string) => Promise<void> = async () => {}
  async function answer(request: Request): Promise<Response> {
    await gate(new URL(request.url).pathname)
    return app.fetch(request)
  }
  const listener = serve({ fetch: answer, port: 0 }) as Server
  if (!listener.listening) await once(listener, 'listening')
  const address = `http://localhost:${(listener.address() as AddressInfo).port}`
  const card = server.codeOf(1, 0)
  const balance = `${address}/p#${card.digits}`
  const desk = await server.enrol('desk')
  desk.handOver(card, scanOf(card), { age: '65-79', situations: ['isolated'], language: 'ar' })
  await desk.push()
  await server.publish()
  for (const [place, service] of used
    ? ([
        ['venue', 'workshop'],
        ['other', 'first-steps'],
      ] as const)
    : []) {
    const venue = await server.enrol(place)
    await venue.pull()
    venue.redeem(card, service, scanOf(card))
    await venue.push()
    await server.publish()
  }

  const french = wordsIn('fr')

  return {
    installation,
    address,
    card,
    /** The link that a phone's camera reads. */
    balance,
    /** Links of passes that are not in use: one in a box, one of a batch that was not opened. */
    others: [
      ['in-stock', `${address}/p#${server.codeOf(1, 1).digits}`],
      ['not-active', `${address}/p#${server.codeOf(3, 0).digits}`],
    ] as const,
    openPhone: (locale: string): Promise<Tablet> =>
      openTablet(address, { locale, viewport: { width: 390, height: 844 } }),
    async openBalanceIn(page: Page, code: string): Promise<void> {
      await page.goto(balance.replace('/p#', `/p?lng=${code}#`))
      await page.locator(`html[lang="${code}"] .balance-keep`).waitFor()
    },
    /** A device of the place that handed the card out. */
    async enrolDesk(page: Page): Promise<void> {
      const wanted = { programme: programmeNumber, structure: 'desk', role: 'desk' } as const
      const { code } = await issueTypedCode(installation, wanted)
      await page.goto(`${address}/enrol`)
      await page.getByRole('button', { name: french('scan.type') }).click()
      await page.getByRole('textbox').fill(code)
      await page.keyboard.press('Enter')
      await page.getByRole('textbox', { name: french('enrol.name.label') }).fill('Accueil')
      await page.keyboard.press('Enter')
      await page.getByRole('heading', { name: french('enrol.done.title') }).waitFor()
    },
    /** Each request waits for this before it is answered. */
    waitBefore(wait: (path: string) => Promise<void>): void {
      gate = wait
    },
    /** Nobody answers any more. */
    cut(): void {
      listener.closeAllConnections()
      listener.close()
    },
    async close(): Promise<void> {
      listener.close()
      await database.close()
    },
  }
}

export async function openChoice(page: Page): Promise<void> {
  await page.locator('.language-choice > [aria-haspopup]').click()
}

export async function choose(page: Page, autonym: string): Promise<void> {
  await page.getByRole('dialog').getByText(autonym, { exact: true }).click()
}
