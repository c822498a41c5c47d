import { useEffect, useEffectEvent, useInsertionEffect, useState } from 'react'
import type { DraftName, Drafts } from '#client/store/drafts.ts'
import type { Uuid } from '#protocol/uuid.ts'

/**
 * Keeps what a form holds, `undefined` while it is empty, and gives back once what a page that died had on it. The value
 * must be of plain data, and be checked by who takes it back: an older app may have kept it. It is kept until it was taken.
 */
export function useDraft(
  drafts: Drafts,
  form: DraftName,
  value: unknown,
  onFound: (value: unknown) => void | Promise<void>,
): void {
  const [read, setRead] = useState(false)
  const found = useEffectEvent(onFound)
  useEffect(() => {
    // Not once more when it comes back from behind the lock.
    if (read) return undefined
    let gone = false
    void drafts.read(form).then(async (kept) => {
      if (gone) return
      if (kept !== undefined) await found(kept)
      setRead(true)
    })
    return () => {
      gone = true
    }
  }, [drafts, form, read])
  useKeptDraft(drafts, form, value, read)
}

/**
 * Keeps what a form holds, or drops it once it is empty; nothing while it is not known, which `settled` says. What has an
 * owner is found by its owner alone.
 */
export function useKeptDraft(
  drafts: Drafts,
  form: DraftName,
  value: unknown,
  settled: boolean,
  owner?: Uuid,
): void {
  useEffect(() => {
    if (!settled) return
    void (value === undefined ? drafts.drop(form, owner) : drafts.keep(form, value, owner))
  }, [drafts, form, settled, value, owner])
}

/**
 * Who goes to another page of the app has left the form: the next person finds none. A page that dies, is loaded again or
 * waits behind the lock goes nowhere; who goes elsewhere in front of the lock has left it too.
 */
export function useDropOnLeave(drafts: Drafts, form: DraftName): void {
  // The lock ends the effects of what it hides, but not those of insertion, which end with the form itself.
  useInsertionEffect(() => {
    const { pathname } = location
    return () => {
      if (location.pathname !== pathname) void drafts.drop(form)
    }
  }, [drafts, form])
}
