import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/button.tsx'
import { InBoth } from '#client/ui/in-both.tsx'
import { announce } from '#client/ui/announcer.tsx'
import { secondsUntil } from './use-session.ts'
import type { Presence } from './presence.ts'

export type StillThereProps = {
  readonly asked: Extract<Presence, { type: 'asked' }>
  readonly onContinue: () => void
  readonly onEnd: () => void
}

/** Asks before it wipes: a picture, the seconds, and one large button to go on. */
export function StillThere({ asked, onContinue, onEnd }: StillThereProps) {
  const { t } = useTranslation('kiosk')
  const dialog = useRef<HTMLDialogElement>(null)
  const seconds = secondsUntil(asked.until)
  useEffect(() => {
    dialog.current?.showModal()
    announce(`${t('still.title')} ${t(asked.mayContinue ? 'still.text' : 'still.last')}`, 'assertive')
  }, [])
  return (
    <dialog
      ref={dialog}
      className="still-there"
      aria-labelledby="still-there-title"
      onCancel={(event) => {
        // The key or gesture that closes a dialog is an answer: somebody is there.
        event.preventDefault()
        if (asked.mayContinue) onContinue()
      }}
    >
      <SecondsPicture left={seconds} />
      <h2 id="still-there-title">
        <InBoth of="kiosk" say={(say) => say('still.title')} />
      </h2>
      <p>
        <InBoth of="kiosk" say={(say) => say(asked.mayContinue ? 'still.text' : 'still.last')} />
      </p>
      <p className="still-there-seconds">
        <InBoth of="kiosk" say={(say) => say('still.seconds', { count: seconds })} />
      </p>
      <div className="still-there-acts">
        {asked.mayContinue && (
          <Button large onClick={onContinue}>
            <InBoth of="kiosk" say={(say) => say('still.continue')} named />
          </Button>
        )}
        <Button large kind="secondary" onClick={onEnd}>
          <InBoth of="kiosk" say={(say) => say('end')} named />
        </Button>
      </div>
    </dialog>
  )
}

const spokes = 20

/** A person, and around them one mark for each second that is left. */
function SecondsPicture({ left }: { readonly left: number }) {
  return (
    <svg className="still-there-picture" viewBox="0 0 120 120" aria-hidden="true" focusable="false">
      {Array.from({ length: spokes }, (_, index) => (
        <line
          key={index}
          className={index < left ? 'still-there-left' : 'still-there-gone'}
          x1="60"
          y1="4"
          x2="60"
          y2="16"
          transform={`rotate(${(index * 360) / spokes} 60 60)`}
        />
      ))}
      <circle className="still-there-person" cx="60" cy="46" r="15" />
      <path className="still-there-person" d="M32 94c0-18 11-27 28-27s28 9 28 27z" />
    </svg>
  )
}
