import type { Context, Hono } from 'hono'
import type { GenericSchema, InferOutput } from 'valibot'
import { decodeMessage, encodeMessage, messageType } from '#protocol/message.ts'
import { enrolmentRequest } from '#protocol/enrolment.ts'
import { incarnationRequest } from '#protocol/incarnation.ts'
import { passUsesRequest } from '#protocol/pass-uses.ts'
import { pullRequest } from '#protocol/pull.ts'
import { readmissionRequest } from '#protocol/readmission.ts'
import { pushLimits, pushRequest, type PushResponse } from '#protocol/push.ts'
import { protocolVersion } from '#protocol/version.ts'
import { acknowledgementMac, noticeLoss } from '../access/acknowledgements.ts'
import { answerPull } from '../access/device-contact.ts'
import { continueDevice } from '../access/continue-device.ts'
import { enrolDevice } from '../access/enrol-device.ts'
import type { Device } from '../access/devices.ts'
import { deviceOfTicket, openTicket } from '../access/enrolment-ticket.ts'
import { backedUpThrough } from '../backup/backed-up.ts'
import { currentNonce } from '../access/nonce.ts'
import { readmitDevice } from '../access/readmit-device.ts'
import { retireDevice } from '../access/retire-device.ts'
import { findProgramme } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { recordExport } from '../ledger/record-export.ts'
import { recordPush } from '../ledger/record-push.ts'
import { readPassUses } from '../passes/pass-uses.ts'
import { readEpoch } from '../publishing/epoch.ts'
import { venueAccount } from '../settlement/venue-account.ts'
import { forDevice } from './signed.ts'

/** What enrolled devices ask: docs/api.md. */
export function addDeviceRoutes(app: Hono, installation: Installation): void {
  app.get('/api/nonce', async (context) =>
    context.json({ nonce: await currentNonce(installation), serverTime: installation.now() }),
  )

  app.post('/api/enrolments', async (context) => {
    const body = new Uint8Array(await context.req.arrayBuffer())
    const request = decodeMessage(enrolmentRequest, body)
    if (!request.ok) return malformed(context)
    return message(context, await enrolDevice(installation, request.value))
  })

  app.post('/api/push', (context) =>
    forDevice(installation, context, async (device, body) => {
      const request = decodeMessage(pushRequest, body)
      if (!request.ok || request.value.entries.length > pushLimits.entries) return malformed(context)
      // A loss is seen before what comes again is judged by it.
      if (request.value.acknowledged) await noticeLoss(installation, device, request.value.acknowledged)
      const recorded = await recordPush(installation, device, request.value)
      if (!recorded.ok) return context.json({ error: recorded.error }, 400)
      const { sequence, hash } = recorded.value.chain
      const epoch = await readEpoch(installation)
      const mac = await acknowledgementMac(installation, { epoch, device: device.device, sequence, hash })
      const response: PushResponse = {
        protocol: protocolVersion,
        serverTime: installation.now(),
        epoch,
        answers: [...recorded.value.answers],
        acknowledged: { sequence, hash, mac },
        backedUpThrough: await backedUpThrough(installation, device.device),
      }
      return message(context, response)
    }),
  )

  app.post('/api/pull', answering(pullRequest, answerPull))

  app.post('/api/exports', (context) =>
    forDevice(installation, context, async (device, body) =>
      message(context, await recordExport(installation, device, new TextDecoder().decode(body))),
    ),
  )

  app.post('/api/incarnations', answering(incarnationRequest, continueDevice))

  app.post('/api/readmissions', (context) =>
    forDevice(
      installation,
      context,
      async (_device, body) => {
        const request = decodeMessage(readmissionRequest, body)
        const ticket = request.ok ? await openTicket(installation, request.value.ticket) : undefined
        return request.ok && ticket
          ? message(context, await readmitDevice(installation, ticket, request.value.app))
          : malformed(context)
      },
      deviceOfTicket,
    ),
  )

  app.post('/api/retirement', (context) =>
    forDevice(installation, context, async (device) => {
      await retireDevice(installation, device)
      return context.json({ type: 'retired' })
    }),
  )

  app.post('/api/pass-uses', answering(passUsesRequest, readPassUses))

  app.get('/api/venue-account', (context) =>
    forDevice(installation, context, async (device) => {
      if (device.revoked) return context.json({ error: 'revoked' }, 403)
      const programme = await findProgramme(installation.database, device.programme)
      if (!programme) return context.json({ error: 'unknown-programme' }, 404)
      return context.json(await venueAccount(installation.database, programme, device.structure))
    }),
  )

  /** Answers a message of this shape with another one. */
  function answering<Schema extends GenericSchema>(
    schema: Schema,
    answer: (asked: Installation, device: Device, request: InferOutput<Schema>) => Promise<object>,
  ): (context: Context) => Promise<Response> {
    return (context) =>
      forDevice(installation, context, async (device, body) => {
        const request = decodeMessage(schema, body)
        return request.ok
          ? message(context, await answer(installation, device, request.value))
          : malformed(context)
      })
  }
}

function message(context: Context, value: object): Response {
  context.header('Content-Type', messageType)
  return context.body(encodeMessage(value))
}

function malformed(context: Context): Response {
  return context.json({ error: 'malformed' }, 400)
}
