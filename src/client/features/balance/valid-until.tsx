import './valid-until.css'
import type { CalendarDay } from '#domain/instant.ts'
import { Day } from '#client/ui/figures.tsx'
import { Bilingual, type Translate } from './bilingual.tsx'
import { CalendarPicture } from './calendar-picture.tsx'
import { timeLeft, type TimeLeft } from './standing.ts'

export type ValidUntilProps = { readonly lastDay: CalendarDay; readonly today: CalendarDay }

/** The last day in digits, and the time until then as the cells of a calendar. */
export function ValidUntil({ lastDay, today }: ValidUntilProps) {
  const left = timeLeft(today, lastDay)
  const isOver = left.count < 0
  return (
    <section className="balance-until">
      <CalendarPicture left={left} />
      <div>
        <h2>
          <Bilingual say={(say) => say(isOver ? 'until.over' : 'until.title')} />
        </h2>
        <p className="balance-day">
          <Day day={lastDay} />
        </p>
        {!isOver && (
          <p>
            <Bilingual say={(say) => words(left, say)} />
          </p>
        )}
      </div>
    </section>
  )
}

function words({ unit, count }: TimeLeft, say: Translate): string {
  return count === 0 ? say('until.today') : say(`until.${unit}`, { count })
}
