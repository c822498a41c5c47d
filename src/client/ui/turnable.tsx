import './turnable.css'
import { useState, type ReactNode } from 'react'
import { Button } from './button.tsx'

/** Something to be turned upside down, towards the person on the other side of the table. */
export function Turnable(props: {
  readonly away: string
  readonly back: string
  readonly children: ReactNode
}) {
  const [turned, setTurned] = useState(false)
  return (
    <div className="turnable">
      <div className="turnable-face" data-turned={turned || undefined}>
        {props.children}
      </div>
      <Button kind="quiet" aria-pressed={turned} onClick={() => setTurned(!turned)}>
        {turned ? props.back : props.away}
      </Button>
    </div>
  )
}
