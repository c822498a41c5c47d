import { lastUseOf, type Batch } from '#domain/batch.ts'
import type { CalendarDay } from '#domain/instant.ts'
import { drawPassCode, drawPracticeCode, drawText, type DrawnCode } from '#client/print/drawn-code.ts'
import { knowledgeOf, type HeldKnowledge } from '#client/store/knowledge.ts'
import type { ReadCode } from '#client/store/read-code.ts'
import { passCodePrefix } from '#protocol/pass-code.ts'
import { groupsOf, parsePassNumber } from '#protocol/pass-number.ts'

/** A pass as its letter speaks of it. */
export type LetterPass = {
  /** Opens the balance on a phone. */
  readonly code: DrawnCode
  /** In groups; undefined when its code was scanned: only the server knows the number of a code. */
  readonly number: string | undefined
  /** Batch and place in it, as printed on it: `3-17`. Undefined while this device cannot resolve it. */
  readonly reference: string | undefined
  /** The day that is printed on it. */
  readonly until: CalendarDay | undefined
  /** Of a pass of which nothing is used as far as this device knows; else the code says what is left. */
  readonly units: number | undefined
  /** What whoever prints should know first. */
  readonly warning: 'stopped' | 'over' | 'training' | undefined
}

export type NoLetter = 'other-programme' | 'scan-the-cover'

/** `text` is what was read: the code's digits, or the number. A letter of the exercise says so, to a phone too. */
export function letterPassOf(
  held: HeldKnowledge,
  address: string,
  asked: { readonly text: string; readonly read: ReadCode; readonly exercise?: boolean },
  today: CalendarDay,
): LetterPass | NoLetter {
  const { text, read, exercise = false } = asked
  if (read.programme !== held.records.programme.number) return 'other-programme'
  // What nobody vouches for is not printed: its date is left to a hand.
  const code = read.trust === 'verified' ? read.code : null
  const { batch, pass } = knowledgeOf(held, code)
  // A cheque is torn off and given away: its number is not the person's.
  if (batch?.format === 'booklet' && (code?.cheque ?? 0) > 0) return 'scan-the-cover'
  const number = parsePassNumber(text)
  const digits = /(\d{100,400})$/.exec(text.trim())?.[1]
  return {
    code: digits
      ? (exercise ? drawPracticeCode : drawPassCode)(address, digits)
      : drawText(`${passCodePrefix(address)}${numberIn(text)}`),
    number: number.ok ? groupsOf(number.value) : undefined,
    reference: code && batch ? `${batch.number}-${code.pass + 1}` : undefined,
    until: batch?.endDay,
    units: batch && (pass?.used ?? 0) === 0 ? batch.units : undefined,
    warning: exercise ? 'training' : warningOf(batch, pass?.state, today),
  }
}

function numberIn(text: string): string {
  const number = parsePassNumber(text)
  return number.ok ? number.value : ''
}

function warningOf(
  batch: Batch | undefined,
  state: string | undefined,
  today: CalendarDay,
): LetterPass['warning'] {
  if (state === 'suspended' || state === 'closed') return 'stopped'
  if (batch?.training) return 'training'
  return batch && lastUseOf(batch) < today ? 'over' : undefined
}
