import * as v from 'valibot'
import { isUuid } from '../uuid.ts'

/** What the manager's pages ask and read: JSON, instants in UTC milliseconds, amounts in cents, passes from 0. */
export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
export const cents = v.pipe(v.number(), v.safeInteger())
export const text = v.string()
export const instant = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
export const why = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500)), '')

/** For a change that is not made without one. */
export const reason = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500))
export const name = v.record(v.string(), v.string())

/** The act of the person who asks, for what would count twice: asked again, it is the same one. */
export const act = v.optional(v.pipe(v.string(), v.check(isUuid)))
export const shares = v.array(v.object({ funder: text, cents }))
export const series = v.array(v.object({ from: count, to: count }))
