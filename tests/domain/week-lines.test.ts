import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseOpeningHours } from '#domain/opening-hours.ts'
import { weekLines } from '#domain/week-lines.ts'
import { valueOf } from '#tests/support/builders.ts'

test('[N21] days that are alike are one line, Monday first, and a closed day has none', () => {
  const hours = valueOf(parseOpeningHours('Mo-We,Fr 09:00-12:00,14:00-18:00; Sa-Su 10:00-12:00'))
  expect(weekLines(hours).map(({ from, to, openings }) => [from, to, openings.length])).toEqual([
    [1, 3, 2],
    [5, 5, 2],
    [6, 0, 1],
  ])
})

test('[N21] each day on which a place opens is on one line with its own openings, whatever the week', () => {
  const openings = fc.constantFrom(
    [],
    [{ from: 540, to: 720 }],
    [
      { from: 540, to: 720 },
      { from: 840, to: 1080 },
    ],
  )
  fc.assert(
    fc.property(fc.array(openings, { minLength: 7, maxLength: 7 }), (week) => {
      const lines = weekLines({ week, onHolidays: undefined })
      const shown = lines.flatMap(({ from, to, openings: said }) =>
        daysOf(from, to).map((day) => [day, said]),
      )
      const open = [1, 2, 3, 4, 5, 6, 0].flatMap((day) => (week[day]?.length ? [[day, week[day]]] : []))
      expect(shown).toEqual(open)
      for (const [index, line] of lines.slice(1).entries()) {
        const before = lines[index]
        const touches = before !== undefined && (before.to + 1) % 7 === line.from
        if (touches) expect(line.openings).not.toEqual(before.openings)
      }
    }),
  )
})

function daysOf(from: number, to: number): readonly number[] {
  const days = [from]
  while (days.at(-1) !== to && days.length < 8) days.push(((days.at(-1) ?? 0) + 1) % 7)
  return days
}
