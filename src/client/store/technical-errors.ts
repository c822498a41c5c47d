import * as v from 'valibot'
import type { Instant } from '#domain/instant.ts'
import type { Store } from './database.ts'
import { readSetting, writeSetting } from './settings.ts'

/** An error of the app, without its message: that may repeat what a person typed or scanned. */
export type TechnicalError = {
  readonly at: Instant
  readonly where: 'opening' | 'saving' | 'screen'
  /** Of the error and of what stands behind it, such as `NotSaved QuotaExceededError`. */
  readonly name: string
  /** Files of this app with line and column, the innermost first. */
  readonly frames: readonly string[]
}

const kept = 20
const settingName = 'technical-errors'

/** Keeps the last twenty. Where even that cannot be written, nothing more goes wrong for it. */
export async function keepTechnicalError(
  store: Store,
  at: Instant,
  where: TechnicalError['where'],
  error: unknown,
): Promise<void> {
  try {
    const before = await readTechnicalErrors(store)
    const next: TechnicalError = { at, where, name: nameOf(error), frames: framesOf(error) }
    await writeSetting(store, settingName, [...before, next].slice(-kept))
  } catch {
    // The store is what failed.
  }
}

/** The oldest first. */
export async function readTechnicalErrors(store: Store): Promise<readonly TechnicalError[]> {
  const parsed = v.safeParse(v.array(technicalError), await readSetting(store, settingName))
  return parsed.success ? parsed.output : []
}

function nameOf(error: unknown): string {
  const names: string[] = []
  for (let at = error; at instanceof Error && names.length < 4; at = at.cause) {
    if (/^[A-Za-z]{1,40}$/.test(at.name)) names.push(at.name)
  }
  return names.join(' ') || 'unknown'
}

function framesOf(error: unknown): readonly string[] {
  const stack = error instanceof Error ? (error.stack ?? '') : ''
  // Below the message, which may be of several lines and say anything.
  const frames = stack.split('\n').filter((line) => /^\s+at |@/.test(line))
  return frames.flatMap((line) => /\/assets\/([\w-]+\.js:\d+:\d+)\)?$/.exec(line)?.[1] ?? []).slice(0, 4)
}

const technicalError = v.object({
  at: v.number(),
  where: v.picklist(['opening', 'saving', 'screen']),
  name: v.pipe(v.string(), v.regex(/^[A-Za-z ]+$/)),
  frames: v.array(v.pipe(v.string(), v.regex(/^[\w-]+\.js:\d+:\d+$/))),
})
