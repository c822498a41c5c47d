import { expect } from 'vitest'
import type { ServerProcess } from '#tests/support/server-process.ts'
import { openTablet, type Tablet } from '#tests/support/tablet.ts'
import { linkOfDoor } from './demonstration.ts'
import { enrolByLink, speak } from './desk.ts'
import { cutOn, findingsOn } from './findings.ts'
import type { Visit } from './tour.ts'
import { wordsIn } from './words.ts'

export async function openIn(
  { address }: ServerProcess,
  language: string,
  viewport: { readonly width: number; readonly height: number },
): Promise<Tablet> {
  const opened = await openTablet(address, { viewport })
  await speak(opened, language)
  return opened
}

export async function enrolIn(
  server: ServerProcess,
  { page }: Tablet,
  door: 'desk' | 'manager',
  language: string,
): Promise<void> {
  await enrolByLink(page(), await linkOfDoor(server, door), `${door} ${language}`, wordsIn(language))
}

/** All findings of a tour at once, each with its screen. A pseudo-language is no other page for axe. */
export async function expectNothing(
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
