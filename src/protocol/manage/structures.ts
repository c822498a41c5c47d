import * as v from 'valibot'
import { deviceRoles } from '../enrolment.ts'
import { instant, text, why } from './fields.ts'

export const managedStructures = v.object({
  structures: v.array(
    v.object({
      id: text,
      name: text,
      commune: text,
      distributor: v.boolean(),
      venue: v.boolean(),
      invented: v.boolean(),
    }),
  ),
})

export const enrolmentCodeRequest = v.object({
  structure: v.string(),
  role: v.picklist(deviceRoles),
  life: v.picklist(['shown', 'printed', 'typed']),
  why,
})

export const enrolmentCodeAnswer = v.variant('type', [
  v.object({ type: v.literal('link'), link: text, expiresAt: instant }),
  v.object({ type: v.literal('code'), code: text, expiresAt: instant }),
  v.object({ type: v.literal('refused'), reason: v.literal('unknown-structure') }),
])

export type ManagedStructures = v.InferOutput<typeof managedStructures>
export type EnrolmentCodeRequest = v.InferOutput<typeof enrolmentCodeRequest>
export type EnrolmentCodeAnswer = v.InferOutput<typeof enrolmentCodeAnswer>
