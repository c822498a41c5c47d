import { useEffect, useRef, useState } from 'react'
import type { Device } from '#client/device/device.ts'
import { useActUnderWay } from '#client/device/use-act-under-way.ts'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import { seenKindOf } from '#client/scan/seen-kind.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { isNotSaved } from '#client/store/not-saved.ts'
import { soundAnswer } from '#client/ui/answer-sound.ts'
import { nothingSaid, questions, type Said } from '../handover-state.ts'
import { lookAtPass } from '../look-at-pass.ts'
import { groupDraftOf, groupToKeep, readGroupDraft } from './group-draft.ts'
import {
  givenOf,
  isInGroup,
  lookOf,
  newGroup,
  questionBeside,
  withoutPass,
  withPass,
  type Group,
  type GroupHeard,
  type GroupItem,
  type GroupState,
  type GroupWay,
} from './group-state.ts'

export type GroupDesk = {
  readonly state: GroupState
  readonly choose: (way: GroupWay) => void
  readonly say: (said: Partial<Said>) => void
  readonly answer: (said: Partial<Said>) => void
  readonly forward: () => void
  readonly back: () => void
  readonly scan: (scanned: ScannedText) => void
  readonly review: () => void
  readonly goOn: () => void
  readonly leaveOut: (item: GroupItem) => void
  readonly give: () => void
  readonly undone: () => void
  /** Forgets what was scanned and said. */
  readonly drop: () => Promise<void>
}

const [firstQuestion] = questions

/** A group at one desk. Scanning writes nothing; one confirmation gives all passes, or none. */
export function useGroup(device: Device, held: HeldKnowledge): GroupDesk {
  const [state, setState] = useState<GroupState>({ type: 'resuming' })
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  const reading = useRef(false)
  if (failed) throw failed.error
  useActUnderWay(state.type !== 'choosing')
  useDraft(device, state)

  // What was left half done is taken up when the desk opens, and by whoever unlocks it: their own, or none.
  useEffect(() => {
    let gone = false
    resume(device, held).then(
      (group) => {
        if (!gone) setState(group ? { type: 'scanning', group, heard: undefined } : { type: 'choosing' })
      },
      (error: unknown) => setFailed({ error }),
    )
    return () => {
      gone = true
    }
  }, [])

  async function look(scanned: ScannedText, group: Group): Promise<void> {
    const seen = await lookAtPass(device, held, scanned)
    if (seen.type === 'unreadable') return hear(group, { type: 'unreadable', seen: seenKindOf(scanned.text) })
    if (seen.type === 'refused') return hear(group, { type: 'refused', reason: seen.reason })
    const { pass } = seen
    if (isInGroup(group, pass)) return hear(group, { type: 'refused', reason: 'in-this-handover' })
    soundAnswer(lookOf(pass.flags))
    if (group.way === 'all') add(group, { pass, said: undefined })
    else setState({ type: 'asking', group, pass, question: firstQuestion, said: nothingSaid })
  }

  function hear(group: Group, heard: GroupHeard): void {
    soundAnswer(heard.type === 'refused' ? 'no' : 'unread')
    setState({ type: 'scanning', group, heard })
  }

  function add(group: Group, item: GroupItem): void {
    setState({ type: 'scanning', group: withPass(group, item), heard: { type: 'added' } })
  }

  function goOn(asking: Extract<GroupState, { type: 'asking' }>): void {
    const { group, pass, question, said } = asking
    const next = questionBeside(question, 'after')
    if (next) setState({ ...asking, question: next })
    else if (pass) add(group, { pass, said })
    else setState({ type: 'scanning', group: { ...group, said }, heard: undefined })
  }

  async function give(group: Group): Promise<void> {
    const answer = await device.handOver(givenOf(group))
    if (answer.type === 'handed-over') return setState({ type: 'given', group, entries: answer.entries })
    const item = group.items[answer.place]
    const left = item ? withoutPass(group, item) : group
    setState({ type: 'reviewing', group: left, notSaved: undefined, refused: answer.answer.reason })
  }

  return {
    state,
    choose: (way) => {
      const group = newGroup(way, device.sharing.atWork.current())
      if (way === 'each') setState({ type: 'scanning', group, heard: undefined })
      else setState({ type: 'asking', group, pass: undefined, question: firstQuestion, said: nothingSaid })
    },
    say: (said) => {
      if (state.type === 'asking') setState({ ...state, said: { ...state.said, ...said } })
    },
    answer: (said) => {
      if (state.type === 'asking') goOn({ ...state, said: { ...state.said, ...said } })
    },
    forward: () => {
      if (state.type === 'asking') goOn(state)
    },
    back: () => {
      if (state.type !== 'asking') return
      const { group, pass } = state
      const question = questionBeside(state.question, 'before')
      if (question) setState({ ...state, question })
      else if (pass) setState({ type: 'scanning', group, heard: undefined })
      else setState({ type: 'choosing' })
    },
    scan: (scanned) => {
      if (state.type !== 'scanning' || reading.current) return
      reading.current = true
      look(scanned, state.group)
        .catch((error: unknown) => setFailed({ error }))
        .finally(() => {
          reading.current = false
        })
    },
    review: () => {
      if (state.type !== 'scanning') return
      setState({ type: 'reviewing', group: state.group, notSaved: undefined, refused: undefined })
    },
    goOn: () => {
      if (state.type === 'reviewing') setState({ type: 'scanning', group: state.group, heard: undefined })
    },
    leaveOut: (item) => {
      if (state.type === 'reviewing') setState({ ...state, group: withoutPass(state.group, item) })
    },
    give: () => {
      if (state.type !== 'reviewing') return
      const { group } = state
      setState({ type: 'working', group })
      give(group).catch((error: unknown) => {
        if (!isNotSaved(error)) return setFailed({ error })
        setState({ type: 'reviewing', group, notSaved: error.notSaved, refused: undefined })
      })
    },
    undone: () => setState({ type: 'undone' }),
    drop: () => device.drafts.drop('group', device.sharing.atWork.current()),
  }
}

/** What was given meanwhile, or is not known any more, is left out. */
async function resume(device: Device, held: HeldKnowledge): Promise<Group | undefined> {
  const owner = device.sharing.atWork.current()
  const draft = readGroupDraft(await device.drafts.read('group', owner))
  if (!draft) return undefined
  const { way, said, items } = draft
  const seen = await Promise.all(
    items.map(async (item): Promise<readonly GroupItem[]> => {
      const one = await lookAtPass(device, held, item.scanned)
      return one.type === 'pass' ? [{ pass: one.pass, said: item.said }] : []
    }),
  )
  const left = seen.flat()
  return left.length === 0 ? undefined : { way, said, items: left, owner }
}

/** What was scanned outlives the page until it is given or left. */
function useDraft({ drafts, sharing }: Device, state: GroupState): void {
  const { keeps, group } = groupToKeep(state)
  useEffect(() => {
    if (group && group.items.length > 0) void drafts.keep('group', groupDraftOf(group), group.owner)
    else if (group || !keeps) void drafts.drop('group', group ? group.owner : sharing.atWork.current())
  }, [drafts, sharing, group, keeps])
}
