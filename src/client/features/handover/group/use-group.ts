import { useEffect, useMemo, useRef, useState } from 'react'
import type { Device } from '#client/device/device.ts'
import { useActUnderWay } from '#client/device/use-act-under-way.ts'
import { useKeptDraft } from '#client/device/use-draft.ts'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import { seenKindOf } from '#client/scan/seen-kind.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { isNotSaved } from '#client/store/not-saved.ts'
import { soundAnswer } from '#client/ui/answer-sound.ts'
import { nothingSaid, questions, type Said } from '../handover-state.ts'
import { lookAtPass } from '../look-at-pass.ts'
import { groupDraftOf, keptOf } from './group-draft.ts'
import {
  givenOf,
  isInGroup,
  lookOf,
  newChoice,
  newGroup,
  reviewOf,
  questionBeside,
  withoutPass,
  withPass,
  type Group,
  type GroupHeard,
  type GroupItem,
  type GroupState,
  type GroupWay,
} from './group-state.ts'
import { useResumedGroup } from './use-resumed-group.ts'

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
  const turn = useRef(Promise.resolve())
  if (failed) throw failed.error
  useActUnderWay(state.type !== 'choosing')
  const kept = keptOf(state)
  const draft = useMemo(() => kept && groupDraftOf(kept), [kept])
  const atWork = device.sharing.atWork.current
  const owner = 'group' in state ? state.group.owner : atWork()
  useKeptDraft(device.drafts, 'group', draft, state.type !== 'resuming' && state.type !== 'working', owner)
  const latest = useRef(state)
  useEffect(() => {
    latest.current = state
  }, [state])

  useResumedGroup({
    ...{ device, held, waits: state.type === 'resuming' },
    onResumed: setState,
    onFailed: (error) => setFailed({ error }),
  })

  async function look(scanned: ScannedText): Promise<void> {
    const seen = await lookAtPass(device, held, scanned)
    // Who has gone on meanwhile hears nothing, and it is not in the group.
    if (latest.current.type !== 'scanning') return
    const { group } = latest.current
    if (seen.type === 'unreadable') return hear(group, { type: 'unreadable', seen: seenKindOf(scanned.text) })
    if (seen.type === 'refused') return hear(group, { type: 'refused', reason: seen.reason })
    const { pass } = seen
    if (isInGroup(group, pass)) return hear(group, { type: 'again' })
    soundAnswer(lookOf(pass.flags))
    if (group.way === 'all') add(group, { pass, said: undefined })
    else goTo({ type: 'asking', group, pass, question: firstQuestion, said: nothingSaid })
  }

  function hear(group: Group, heard: GroupHeard): void {
    soundAnswer(heard.type === 'refused' ? 'no' : 'unread')
    goTo({ type: 'scanning', group, heard })
  }

  function add(group: Group, item: GroupItem): void {
    goTo({ type: 'scanning', group: withPass(group, item), heard: { type: 'added' } })
  }

  /** The code that waits its turn must find it before it is painted. */
  function goTo(next: GroupState): void {
    latest.current = next
    setState(next)
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
    setState({ ...reviewOf(left), refused: answer.answer.reason })
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
      else setState(newChoice)
    },
    scan: (scanned) => {
      if (state.type !== 'scanning') return
      turn.current = turn.current.then(() => look(scanned)).catch((error: unknown) => setFailed({ error }))
    },
    review: () => {
      if (state.type !== 'scanning') return
      setState(reviewOf(state.group))
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
        setState({ ...reviewOf(group), notSaved: error.notSaved })
      })
    },
    undone: () => setState((now) => (now.type === 'given' ? { type: 'undone' } : now)),
    drop: () => device.drafts.drop('group', device.sharing.atWork.current()),
  }
}
