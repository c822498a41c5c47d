import { useEffect, useEffectEvent, useState } from 'react'
import type { DraftName, Drafts } from '#client/store/drafts.ts'

/**
 * Keeps what a form holds, `undefined` while it is empty, and gives back once what a page that died had on it. The value
 * must be of plain data, and be checked by who takes it back: an older app may have kept it.
 */
export function useDraft(
  drafts: Drafts,
  form: DraftName,
  value: unknown,
  onFound: (value: unknown) => void,
): void {
  const [read, setRead] = useState(false)
  const found = useEffectEvent(onFound)
  useEffect(() => {
    let gone = false
    void drafts.read(form).then((kept) => {
      if (gone) return
      if (kept !== undefined) found(kept)
      setRead(true)
    })
    return () => {
      gone = true
    }
  }, [drafts, form])
  useEffect(() => {
    if (!read) return
    void (value === undefined ? drafts.drop(form) : drafts.keep(form, value))
  }, [drafts, form, read, value])
}
