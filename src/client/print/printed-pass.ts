import { isSpare } from '#domain/batch.ts'
import { groupsOf } from '#protocol/pass-number.ts'
import type { CodesToPrint } from '#protocol/manage/batches.ts'
import type { ManagedProgramme } from '#protocol/manage/programme.ts'
import { drawPassCode, type DrawnCode } from './drawn-code.ts'
import type { Bars } from './code-128.ts'

/** What stands on every part of a print order. */
export type PrintOrder = {
  readonly programme: ManagedProgramme
  readonly batch: CodesToPrint['batch']
  /** The last day on which a venue accepts it is later; this one is printed. */
  readonly until: string
}

/** One code, ready for paper. */
export type PrintedCodeParts = {
  readonly pass: number
  /** 0: the card or the cover. */
  readonly cheque: number
  readonly serial: number
  /** In groups, as a person types it. */
  readonly groups: string
  readonly code: DrawnCode
  readonly bars: Bars
  readonly isSpare: boolean
}

export function partsToPrint(
  answer: CodesToPrint,
  barsOf: (number: string) => Bars,
): readonly PrintedCodeParts[] {
  return answer.codes.map(({ pass, cheque, serial, number, digits }) => ({
    ...{ pass, cheque, serial },
    groups: groupsOf(number),
    code: drawPassCode(answer.address, digits),
    bars: barsOf(number),
    isSpare: isSpare(answer.batch, pass),
  }))
}

export const cardsOnSheet = 10
export const stripsOnSheet = 6

/** Cards fill a sheet; a booklet always begins on a new one, so that its sheets stay together. */
export function sheetsOf(
  format: 'card' | 'booklet',
  parts: readonly PrintedCodeParts[],
): readonly (readonly PrintedCodeParts[])[] {
  if (format === 'card') return slices(parts, cardsOnSheet)
  const passes = [...new Set(parts.map(({ pass }) => pass))]
  return passes.flatMap((pass) =>
    slices(
      parts.filter((part) => part.pass === pass),
      stripsOnSheet,
    ),
  )
}

function slices<Part>(parts: readonly Part[], size: number): readonly (readonly Part[])[] {
  const count = Math.ceil(parts.length / size)
  return Array.from({ length: count }, (_, index) => parts.slice(index * size, (index + 1) * size))
}
