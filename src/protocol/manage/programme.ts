import * as v from 'valibot'
import { count, name, text } from './fields.ts'

export const managedProgramme = v.object({
  programme: count,
  name: text,
  telephone: text,
  timeZone: text,
  unitCents: count,
  demonstration: v.boolean(),
  funders: v.array(v.object({ id: text, name: text, centsPerUnit: count })),
  services: v.array(v.object({ id: text, name })),
  /** The day it is there. */
  today: text,
  openCases: count,
  /** The server lost something, and nobody has worked through the list yet: money that leaves is locked. */
  restored: v.boolean(),
})

export type ManagedProgramme = v.InferOutput<typeof managedProgramme>
