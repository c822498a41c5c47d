import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { DAY } from '#domain/instant.ts'
import { exportAnswer } from '#protocol/export-file.ts'
import { incarnationRequest } from '#protocol/incarnation.ts'
import { decodeMessage } from '#protocol/message.ts'
import type { EntryOutcome } from '#protocol/outcome.ts'
import { passUsesRequest, passUsesResponse } from '#protocol/pass-uses.ts'
import { pullRequest, pullResponse } from '#protocol/pull.ts'
import { pushRequest, pushResponse, type PushResponse } from '#protocol/push.ts'
import { readmissionRequest } from '#protocol/readmission.ts'
import { noticeLoss } from '#server/access/acknowledgements.ts'
import { continueDevice } from '#server/access/continue-device.ts'
import { answerPull } from '#server/access/device-contact.ts'
import { findDevice, type Device } from '#server/access/devices.ts'
import { openTicket } from '#server/access/enrolment-ticket.ts'
import { readmitDevice } from '#server/access/readmit-device.ts'
import type { Database } from '#server/database/database.ts'
import type { Installation } from '#server/installation.ts'
import { recordExport } from '#server/ledger/record-export.ts'
import { recordPush } from '#server/ledger/record-push.ts'
import { readPassUses } from '#server/passes/pass-uses.ts'
import {
  enrolledBy,
  saidOn,
  signerOf,
  spokenVersions,
  wireFixtureOf,
  type Said,
} from '#tests/protocol/wire-fixture.ts'
import { valueOf } from '#tests/support/builders.ts'
import { emptyDatabase, openTestDatabase } from '#tests/support/store.ts'
import { addRecordedDevice, openRecordedServer } from './recorded-server.ts'

let database: Database

beforeAll(async () => {
  database = await openTestDatabase()
})

beforeEach(() => emptyDatabase(database))
afterAll(() => database?.close())

test.each(spokenVersions)(
  '[S62] what devices of version %i kept for a year today’s server answers as theirs did, and knows when it comes again',
  async (version) => {
    const fixture = await wireFixtureOf(version)
    const server = await openRecordedServer(database, fixture, fixture.recordedAt + 365 * DAY)
    for (const said of saidOn(fixture, '/api/')) await replay(server, said)
  },
)

/** Asks again as it was asked. What only a clock, a backup or chance decides is another; all else is the same. */
async function replay(server: Installation, said: Said): Promise<void> {
  switch (said.path) {
    case '/api/enrolments':
      await addRecordedDevice(server, enrolledBy(said))
      return
    case '/api/push':
      return replayPush(server, said)
    case '/api/pull': {
      if (!said.by) return
      const request = valueOf(decodeMessage(pullRequest, said.request))
      const told = valueOf(decodeMessage(pullResponse, said.answer))
      const { status, chain } = await answerPull(server, await deviceOf(server, said.by), request)
      expect({ status, chain }).toEqual({ status: told.status, chain: told.chain })
      return
    }
    case '/api/exports': {
      const bringer = await deviceOf(server, said.by)
      const answer = await recordExport(server, bringer, new TextDecoder().decode(said.request))
      expect(answer).toEqual(valueOf(decodeMessage(exportAnswer, said.answer)))
      return
    }
    case '/api/incarnations': {
      const request = valueOf(decodeMessage(incarnationRequest, said.request))
      const answer = await continueDevice(server, await deviceOf(server, said.by), request)
      expect(answer.type).toBe('continued')
      return
    }
    case '/api/readmissions': {
      await server.database.query('DELETE FROM devices WHERE device = $1', [said.by])
      const { ticket, app } = valueOf(decodeMessage(readmissionRequest, said.request))
      const opened = await openTicket(server, ticket)
      expect(opened?.device).toBe(said.by)
      if (opened) expect((await readmitDevice(server, opened, app)).type).toBe('admitted')
      return
    }
    case '/api/pass-uses': {
      const request = valueOf(decodeMessage(passUsesRequest, said.request))
      const answer = await readPassUses(server, await deviceOf(server, said.by), request)
      const told = valueOf(decodeMessage(passUsesResponse, said.answer))
      expect({ ...answer, knownAt: 0 }).toEqual({ ...told, knownAt: 0 })
    }
  }
}

async function replayPush(server: Installation, { request, answer }: Said): Promise<void> {
  const push = valueOf(decodeMessage(pushRequest, request))
  const device = await deviceOf(server, signerOf(push.chainEnd))
  const told = valueOf(decodeMessage(pushResponse, answer)).answers
  if (push.acknowledged) await noticeLoss(server, device, push.acknowledged)
  const first = valueOf(await recordPush(server, device, push)).answers
  expect(first.map(sense)).toEqual(told.map(sense))
  const again = valueOf(await recordPush(server, device, push)).answers
  const isThere = (word: string) => (word === 'recorded' ? 'known' : word)
  expect(again.map(sense)).toEqual(told.map(sense).map((said) => ({ ...said, answer: isThere(said.answer) })))
}

/** What the venue is told, and is paid. Versions before 2 did not say what the lists count. */
function sense({ answer, reason, late = false, outcome }: PushResponse['answers'][number]) {
  return { answer, reason, late, outcome: outcome && moneyOf(outcome) }
}

function moneyOf({ entry, type, coveredUnits, honouredUnits, reason }: EntryOutcome) {
  return { entry, type, coveredUnits, honouredUnits, reason }
}

async function deviceOf(server: Installation, id: string | null): Promise<Device> {
  const device = await findDevice(server, id ?? '')
  if (!device) throw new Error(`no device ${id}`)
  return device
}
