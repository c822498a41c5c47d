import * as v from 'valibot'
import { balanceRequest, balanceResponse } from '#protocol/balance.ts'
import { decodeCbor } from '#protocol/cbor.ts'
import { enrolmentRequest, enrolmentResponse } from '#protocol/enrolment.ts'
import { exportAnswer } from '#protocol/export-file.ts'
import { incarnationRequest, incarnationResponse } from '#protocol/incarnation.ts'
import { passUsesRequest, passUsesResponse } from '#protocol/pass-uses.ts'
import { pullRequest, pullResponse } from '#protocol/pull.ts'
import { pushRequest, pushResponse } from '#protocol/push.ts'
import { readmissionRequest, readmissionResponse } from '#protocol/readmission.ts'
import { valueOf } from '#tests/support/builders.ts'

/** Which message travels on a route, and how: by the name under which the protocol exports its schema. */
export type MessageRoute = {
  readonly path: string
  readonly form: 'cbor' | 'json'
  readonly request: Readonly<Record<string, v.GenericSchema>>
  readonly answer: Readonly<Record<string, v.GenericSchema>>
}

export const messageRoutes: readonly MessageRoute[] = [
  {
    path: '/api/enrolments',
    form: 'cbor',
    request: { enrolmentRequest },
    answer: { enrolmentResponse },
  },
  { path: '/api/push', form: 'cbor', request: { pushRequest }, answer: { pushResponse } },
  { path: '/api/pull', form: 'cbor', request: { pullRequest }, answer: { pullResponse } },
  // The request is a sealed file, which only its server reads.
  { path: '/api/exports', form: 'cbor', request: {}, answer: { exportAnswer } },
  {
    path: '/api/incarnations',
    form: 'cbor',
    request: { incarnationRequest },
    answer: { incarnationResponse },
  },
  {
    path: '/api/readmissions',
    form: 'cbor',
    request: { readmissionRequest },
    answer: { readmissionResponse },
  },
  { path: '/api/pass-uses', form: 'cbor', request: { passUsesRequest }, answer: { passUsesResponse } },
  { path: '/api/balance', form: 'json', request: { balanceRequest }, answer: { balanceResponse } },
]

/** What the bytes say, and what is left of it once today's schema read it. Throws where the schema refuses it. */
export function readBy(
  schema: v.GenericSchema,
  form: MessageRoute['form'],
  bytes: Uint8Array,
): { readonly said: unknown; readonly read: unknown } {
  const said: unknown =
    form === 'cbor' ? valueOf(decodeCbor(bytes)) : JSON.parse(new TextDecoder().decode(bytes))
  return { said, read: v.parse(schema, said) }
}
