import { useMemo, useState } from 'react'
import { useDraft } from '#client/device/use-draft.ts'
import type { Drafts } from '#client/store/drafts.ts'
import { countsToKeep, readKeptCounts, type CountDraft } from './count-draft.ts'

export type Count = Pick<CountDraft, 'scanned' | 'boxes'> & {
  /** How many covers stood there when the page was opened again; undefined for a count that begins here. */
  readonly resumed: number | undefined
  readonly add: (pass: number) => void
  readonly write: (boxes: string) => void
  /** What was counted is written down, or left. */
  readonly clear: () => void
}

/** The count of one batch. It outlives its page, as do those of other batches, until it is written down or begun anew. */
export function useCount(drafts: Drafts, batch: number): Count {
  const [others, setOthers] = useState<readonly CountDraft[]>([])
  const [scanned, setScanned] = useState<ReadonlySet<number>>(new Set())
  const [boxes, setBoxes] = useState('')
  const [resumed, setResumed] = useState<number>()
  const kept = useMemo(
    () => countsToKeep([...others, { batch, scanned, boxes }]),
    [others, batch, scanned, boxes],
  )
  useDraft(drafts, 'count', kept, (found) => {
    const counts = readKeptCounts(found)
    setOthers(counts.filter((count) => count.batch !== batch))
    const own = counts.find((count) => count.batch === batch)
    if (!own) return
    // Somebody may be quicker than the store.
    setScanned((before) => new Set([...own.scanned, ...before]))
    setBoxes((before) => (before === '' ? own.boxes : before))
    setResumed(own.scanned.size)
  })
  return {
    ...{ scanned, boxes, resumed },
    add: (pass) => setScanned((before) => new Set([...before, pass])),
    write: setBoxes,
    clear: () => {
      setScanned(new Set())
      setBoxes('')
      setResumed(undefined)
    },
  }
}
