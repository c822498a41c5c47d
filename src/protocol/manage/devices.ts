import * as v from 'valibot'
import { deviceRoles } from '../enrolment.ts'
import { count, instant, reason, text } from './fields.ts'

export const managedDevices = v.object({
  newestHead: v.nullable(v.object({ number: count, issuedAt: instant })),
  now: instant,
  devices: v.array(
    v.object({
      device: text,
      name: text,
      structure: text,
      structureName: text,
      role: v.picklist(deviceRoles),
      enrolledAt: instant,
      lastContact: v.nullable(instant),
      unsent: count,
      acts: count,
      head: count,
      /** When the head that it holds was signed: its age is the age of what the device knows. */
      headIssuedAt: v.nullable(instant),
      revokedAt: v.nullable(instant),
      /** Taken out of service by the person who held it. */
      retiredAt: v.nullable(instant),
      /** The device that it continues: another copy of that one has acted. */
      continues: v.nullable(v.object({ device: text, name: text, enrolledAt: instant })),
      isYours: v.boolean(),
    }),
  ),
})

export const revocationRequest = v.object({ why: reason })

export const revocationAnswer = v.variant('type', [
  v.object({ type: v.picklist(['revoked', 'already-revoked']) }),
  v.object({ type: v.literal('refused'), reason: v.picklist(['unknown-device', 'own-device']) }),
])

export type ManagedDevices = v.InferOutput<typeof managedDevices>
export type ManagedDevice = ManagedDevices['devices'][number]
export type RevocationAnswer = v.InferOutput<typeof revocationAnswer>
