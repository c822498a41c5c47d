import { handsAt, type Hand } from './clock-hands.ts'

/** A clock as it hangs on a wall, for who reads hands more easily than digits. The time stands beside it in digits. */
export function ClockFace({ minute }: { readonly minute: number }) {
  const { hour, minute: long } = handsAt(minute)
  return (
    <svg className="clock-face" viewBox="-50 -50 100 100" aria-hidden="true" focusable="false">
      <circle r="46" />
      {Array.from({ length: 12 }, (_, index) => (
        <path key={index} d="M0 -45v4" transform={`rotate(${index * 30})`} />
      ))}
      <text y="-32">{12}</text>
      <text x="34" y="0">
        {3}
      </text>
      <text y="34">{6}</text>
      <text x="-34" y="0">
        {9}
      </text>
      <path className="clock-hour" d={lineOf(hour)} />
      <path className="clock-minute" d={lineOf(long)} />
      <circle className="clock-pin" r="3" />
    </svg>
  )
}

function lineOf({ x, y }: Hand): string {
  return `M0 0L${x.toFixed(2)} ${y.toFixed(2)}`
}
