import { useState } from 'react'
import { isNotSaved, type NotSavedReason } from '#client/store/not-saved.ts'

export type Saving = {
  readonly working: boolean
  /** Why the last act was not saved, until the next is tried. */
  readonly notSaved: NotSavedReason | undefined
  /** What is not saved leaves the form as it is; `onSaved` is told what was. */
  readonly save: <Saved>(act: () => Promise<Saved>, onSaved: (saved: Saved) => void) => void
}

/** One act of a form at a time. Any other failure than a save is a bug and goes to the error boundary. */
export function useSaving(): Saving {
  const [working, setWorking] = useState(false)
  const [notSaved, setNotSaved] = useState<NotSavedReason>()
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  if (failed) throw failed.error
  return {
    working,
    notSaved,
    save: (act, onSaved) => {
      setWorking(true)
      setNotSaved(undefined)
      act()
        .then(onSaved)
        .catch((error: unknown) => {
          if (isNotSaved(error)) setNotSaved(error.notSaved)
          else setFailed({ error })
        })
        .finally(() => setWorking(false))
    },
  }
}
