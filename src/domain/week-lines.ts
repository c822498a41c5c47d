import type { Opening, OpeningHours } from './opening-hours.ts'

/** Days that follow each other with the same openings, as a door shows them: `Monday – Friday 09:00–12:30`. Sunday is 0. */
export type WeekLine = { readonly from: number; readonly to: number; readonly openings: readonly Opening[] }

/** The days of a week on which a place opens, Monday first; a day without a line is one on which it is closed. */
export function weekLines({ week }: OpeningHours): readonly WeekLine[] {
  const lines: WeekLine[] = []
  for (const [index, day] of mondayFirst.entries()) {
    const openings = week[day] ?? []
    if (openings.length === 0) continue
    const last = lines.at(-1)
    if (last && last.to === mondayFirst[index - 1] && areSame(last.openings, openings)) {
      lines[lines.length - 1] = { ...last, to: day }
    } else lines.push({ from: day, to: day, openings })
  }
  return lines
}

/** As French calendars have it. */
const mondayFirst = [1, 2, 3, 4, 5, 6, 0] as const

function areSame(some: readonly Opening[], others: readonly Opening[]): boolean {
  return (
    some.length === others.length &&
    some.every(({ from, to }, index) => others[index]?.from === from && others[index]?.to === to)
  )
}
