import { addDays, type CalendarDay } from './instant.ts'
import type { Cents } from './money.ts'
import { paidUnits, type Outcome } from './outcome.ts'

/** Days that no programme's rule goes below: what was taken without a network has arrived by then. */
export const statementLag = 11

/** Whether `lag` days have gone by since a day, as the programme's rules ask for. */
export function mayStateThrough(day: CalendarDay, today: CalendarDay, lag: number): boolean {
  return addDays(day, Math.max(lag, statementLag)) <= today
}

/** A line as it is, and the sum of what statements have said of it. */
export type Statable = {
  readonly entry: string
  readonly number: number
  readonly outcome: Pick<Outcome, 'coveredUnits' | 'honouredUnits'>
  readonly statedCents: Cents
}

/** Cents of one line of a statement: above zero for what is new, below for what is taken back. */
export type StatementLine = { readonly entry: string; readonly number: number; readonly cents: Cents }

/** A line is stated once; whatever changes afterwards is a difference in a later statement, never an edited line. */
export function linesToState(lines: readonly Statable[], unitCents: Cents): readonly StatementLine[] {
  return lines.flatMap(({ entry, number, outcome, statedCents }) => {
    const cents = paidUnits(outcome) * unitCents - statedCents
    return cents === 0 ? [] : [{ entry, number, cents }]
  })
}

/** A handover that never came: the venue kept the rules, so the contingency pays; its units stay used. */
export function honouredWithoutHandover(units: number, waiting: Pick<Outcome, 'heldUnits'>): Outcome {
  return { type: 'honoured', coveredUnits: 0, honouredUnits: units, heldUnits: waiting.heldUnits }
}
