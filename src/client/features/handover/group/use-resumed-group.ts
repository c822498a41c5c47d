import { useEffect, useRef } from 'react'
import type { Device } from '#client/device/device.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { leftOutOf } from '../left-out.ts'
import { lookAtPass } from '../look-at-pass.ts'
import { readGroupDraft } from './group-draft.ts'
import { newChoice, reviewOf, type Group, type GroupItem, type GroupState } from './group-state.ts'

type Resuming = {
  readonly device: Device
  readonly held: HeldKnowledge
  /** Nothing was taken up yet. */
  readonly waits: boolean
  readonly onResumed: (state: GroupState) => void
  readonly onFailed: (error: unknown) => void
}

/**
 * What was left half done is taken up once, when the desk opens: not when it comes back from behind the lock, but for
 * whoever else unlocks it, who has their own, or none.
 */
export function useResumedGroup({ device, held, waits, onResumed, onFailed }: Resuming): void {
  const resumedFor = useRef<Uuid>(undefined)
  useEffect(() => {
    const owner = device.sharing.atWork.current()
    if (!waits && resumedFor.current === owner) return undefined
    resumedFor.current = owner
    let gone = false
    resume(device, held, owner).then((resumed) => {
      if (!gone) onResumed(resumed)
    }, onFailed)
    return () => {
      gone = true
    }
  }, [])
}

/** What was given meanwhile, or is not known any more, is left out. */
async function resume(device: Device, held: HeldKnowledge, owner: Uuid | undefined): Promise<GroupState> {
  const draft = readGroupDraft(await device.drafts.read('group', owner))
  if (!draft) return newChoice
  const { way, said, items } = draft
  const seen = await Promise.all(items.map(({ scanned }) => lookAtPass(device, held, scanned)))
  const left = seen.flatMap((one, place): readonly GroupItem[] =>
    one.type === 'pass' ? [{ pass: one.pass, said: items[place]?.said }] : [],
  )
  const leftOut = leftOutOf(seen)
  if (left.length === 0) return { type: 'choosing', leftOut }
  const group: Group = { way, said, items: left, owner }
  if (!leftOut) return { type: 'scanning', group, heard: undefined }
  return { ...reviewOf(group), leftOut }
}
