import { addDays, type CalendarDay } from '#domain/instant.ts'
import { weekdayOf } from '#domain/open-state.ts'

/** The weeks that hold the month of a day, each from Monday to Sunday. */
export function weeksOf(day: CalendarDay): readonly (readonly CalendarDay[])[] {
  const first = `${day.slice(0, 7)}-01`
  const monday = addDays(first, -((weekdayOf(first) + 6) % 7))
  const weeks: CalendarDay[][] = []
  for (let start = monday; start.slice(0, 7) <= day.slice(0, 7); start = addDays(start, 7)) {
    weeks.push(Array.from({ length: 7 }, (_, ahead) => addDays(start, ahead)))
  }
  return weeks
}
