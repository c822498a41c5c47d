import type { Opening } from '#domain/opening-hours.ts'

/** A week, Sunday first, as OpenStreetMap writes it: the inverse of the parser. */
export function written(week: readonly (readonly Opening[])[]): string {
  const names = ['Su', 'Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa']
  return week.map((day, index) => `${names[index]} ${writtenDay(day)}`).join('; ')
}

function writtenDay(day: readonly Opening[]): string {
  return day.map(({ from, to }) => `${writtenTime(from)}-${writtenTime(to)}`).join(',') || 'off'
}

function writtenTime(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => `${part}`.padStart(2, '0')).join(':')
}
