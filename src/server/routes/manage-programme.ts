import type { Context } from 'hono'
import * as v from 'valibot'
import type { Programme } from '#domain/programme.ts'
import type { Bytes } from '#protocol/bytes.ts'
import type { Device } from '../access/devices.ts'
import { findProgramme } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import { forManager } from './signed.ts'

export type Asked = { readonly programme: Programme; readonly device: Device; readonly body: Bytes }

/** Answers a manager about the programme for which their device is enrolled. */
export async function forProgramme(
  installation: Installation,
  context: Context,
  answer: (asked: Asked) => Promise<Response>,
): Promise<Response> {
  return forManager(installation, context, async (device, body) => {
    const programme = await findProgramme(installation.database, device.programme)
    return programme ? answer({ programme, device, body }) : context.json({ error: 'unknown-programme' }, 404)
  })
}

/** The same for a change: its body is checked before anything is done. */
export async function forChange<Schema extends v.GenericSchema>(
  installation: Installation,
  context: Context,
  schema: Schema,
  answer: (asked: Asked & { readonly change: v.InferOutput<Schema> }) => Promise<Response>,
): Promise<Response> {
  return forProgramme(installation, context, async (asked) => {
    const change = v.safeParse(schema, parseJson(asked.body))
    if (!change.success) return context.json({ error: 'malformed' }, 400)
    return answer({ ...asked, change: change.output })
  })
}

function parseJson(body: Bytes): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as unknown
  } catch {
    return undefined
  }
}
