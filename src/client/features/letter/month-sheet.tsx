import type { CalendarDay } from '#domain/instant.ts'
import { weekdayOf } from '#domain/open-state.ts'
import { usePaperLanguages } from './paper-language.ts'
import { weeksOf } from './month-weeks.ts'

/** The month as it hangs in a kitchen, Monday first, the day in a ring. Days before it are struck through. */
export function MonthSheet({ day, today }: { readonly day: CalendarDay; readonly today: CalendarDay }) {
  const { inFrench } = usePaperLanguages()
  return (
    <table className="month-sheet" aria-hidden="true">
      <thead>
        <tr>
          {mondayFirst.map((weekday) => (
            <th key={weekday} lang="fr">
              {inFrench(`frame:weekday.${weekday}` as 'frame:weekday.0').slice(0, 2)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(day).map((week) => (
          <tr key={week[0]}>
            {week.map((date) => (
              <td
                key={date}
                data-day={date === day ? 'chosen' : date < today ? 'gone' : undefined}
                data-weekend={weekdayOf(date) % 6 === 0 || undefined}
              >
                {date.slice(0, 7) === day.slice(0, 7) && <span>{Number(date.slice(8))}</span>}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const mondayFirst = [1, 2, 3, 4, 5, 6, 0] as const
