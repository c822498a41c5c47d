import { Picture } from '#client/ui/picture.tsx'
import type { TimeLeft } from './standing.ts'

/** The leaf of a calendar: twelve months or four weeks of days, each that is left full. */
export function CalendarPicture({ left }: { readonly left: TimeLeft }) {
  const { columns, rows } = grids[left.unit]
  // The last day is still good.
  const full = left.count === 0 ? 1 : Math.min(left.count, columns * rows)
  const width = 48 / columns
  const height = 32 / rows
  return (
    <Picture>
      <rect className="picture-fill" x="5" y="9" width="54" height="50" rx="4" />
      <path d="M5 20h54M19 4v9M45 4v9" />
      {Array.from({ length: columns * rows }, (_, index) => (
        <rect
          key={index}
          className={index < full ? 'calendar-left' : 'calendar-gone'}
          x={8 + (index % columns) * width + 1}
          y={23.5 + Math.floor(index / columns) * height + 1}
          width={width - 2}
          height={height - 2}
          rx="1"
        />
      ))}
    </Picture>
  )
}

const grids = { months: { columns: 4, rows: 3 }, days: { columns: 7, rows: 4 } } as const
