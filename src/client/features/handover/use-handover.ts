import { useEffect, useMemo, useRef, useState } from 'react'
import type { Device } from '#client/device/device.ts'
import { useActUnderWay } from '#client/device/use-act-under-way.ts'
import { useDropOnLeave, useKeptDraft } from '#client/device/use-draft.ts'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import { seenKindOf } from '#client/scan/seen-kind.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { isNotSaved, type NotSavedReason } from '#client/store/not-saved.ts'
import { nameOfPass } from '#client/store/name-of-pass.ts'
import { handoverDraftOf, readHandoverDraft } from './handover-draft.ts'
import {
  categoriesOf,
  nothingSaid,
  stepBeside,
  stepsOf,
  withoutAstray,
  type Asking,
  type HandoverState,
  type PassesInHand,
  type Said,
} from './handover-state.ts'
import { leftOutOf, type LeftOut } from './left-out.ts'
import { lookAtPass } from './look-at-pass.ts'

export type Handover = {
  readonly state: HandoverState
  /** What was left half done and is not there any more, until the next scan. */
  readonly leftOut: LeftOut | undefined
  readonly scan: (scanned: ScannedText) => void
  readonly say: (said: Partial<Said>) => void
  /** Says it and goes on: a question of one answer is one tap. */
  readonly answer: (said: Partial<Said>) => void
  readonly forward: () => void
  readonly back: () => void
  /** Asks for one more pass, or goes back to what is in hand. */
  readonly add: () => void
  readonly leaveOut: () => void
  readonly undone: () => void
  readonly next: () => void
}

/** One handover after the other. Nothing is asked of a person for a pass that is refused. */
export function useHandover(device: Device, held: HeldKnowledge): Handover {
  const [state, setState] = useState<HandoverState>({ type: 'resuming' })
  const [leftOut, setLeftOut] = useState<LeftOut>()
  // A code that the screen before has read comes before what was left half done.
  const begun = useRef(false)
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  if (failed) throw failed.error
  useActUnderWay(state.type !== 'scanning' || state.joining !== undefined)
  const inHand = state.type === 'asking' ? state : joiningOf(state)
  const draft = useMemo(() => inHand && handoverDraftOf(inHand), [inHand])
  useKeptDraft(device.drafts, 'handover', draft, state.type !== 'resuming' && state.type !== 'working')
  useDropOnLeave(device.drafts, 'handover')

  // What was left half done is taken up once, when the screen opens: not when it comes back from behind the lock.
  useEffect(() => {
    if (state.type !== 'resuming') return undefined
    let gone = false
    resume(device, held).then(
      ({ asking, gone: missing }) => {
        if (gone || begun.current) return
        setLeftOut(missing)
        setState(asking ?? { type: 'scanning', joining: undefined })
      },
      (error: unknown) => setFailed({ error }),
    )
    return () => {
      gone = true
    }
  }, [])

  function attempt(work: () => Promise<void>, onNotSaved: (reason: NotSavedReason) => void): void {
    work().catch((error: unknown) => {
      if (isNotSaved(error)) onNotSaved(error.notSaved)
      else setFailed({ error })
    })
  }

  /** An answer that comes late changes nothing for who has gone on. */
  function answer(answered: HandoverState): void {
    setState((now) => (now.type === 'working' ? answered : now))
  }

  function begin(scanned: ScannedText, joining: Asking | undefined): void {
    begun.current = true
    setState({ type: 'working' })
    setLeftOut(undefined)
    attempt(
      () => look(scanned, joining),
      (reason) => answer({ type: 'not-saved', reason, joining }),
    )
  }

  async function look(scanned: ScannedText, joining: Asking | undefined): Promise<void> {
    const seen = await lookAtPass(device, held, scanned)
    if (seen.type === 'unreadable') return answer({ ...seen, seen: seenKindOf(scanned.text), joining })
    if (seen.type === 'refused') return answer({ ...seen, joining })
    const { pass } = seen
    const others = joining?.passes ?? []
    if (others.some(({ read }) => nameOfPass(read) === nameOfPass(pass.read))) {
      return answer({ type: 'refused', reason: 'in-this-handover', at: undefined, joining })
    }
    answer(joined(joining, pass))
  }

  async function handOver(asking: Asking): Promise<void> {
    const { passes, said } = asking
    const given = passes.map(({ read }) => ({ read, said: categoriesOf(said) }))
    const saved = await device.handOver(given)
    if (saved.type === 'refused') {
      const [first, ...others] = passes.filter((_, place) => place !== saved.place)
      const joining: Asking | undefined = first && { ...asking, passes: [first, ...others] }
      return answer({ ...saved.answer, joining })
    }
    const [first, ...others] = passes
    const flagged: PassesInHand = [
      { ...first, flags: saved.flags[0] ?? [] },
      ...others.map((pass, place) => ({ ...pass, flags: saved.flags[place + 1] ?? [] })),
    ]
    answer({ type: 'handed-over', passes: flagged, language: said.language, entries: saved.entries })
  }

  function forward(asking: Asking): void {
    const step = stepBeside(asking.passes, asking.step, 'after')
    if (step) return setState({ ...asking, step })
    setState({ type: 'working' })
    attempt(
      () => handOver(asking),
      (notSaved) => answer({ ...asking, notSaved }),
    )
  }

  return {
    state,
    leftOut,
    scan: (scanned) => {
      if (state.type === 'working' || state.type === 'asking') return
      begin(scanned, joiningOf(state))
    },
    say: (said) => {
      if (state.type === 'asking') setState({ ...state, said: { ...state.said, ...said } })
    },
    answer: (said) => {
      if (state.type === 'asking') forward({ ...state, said: { ...state.said, ...said } })
    },
    forward: () => {
      if (state.type === 'asking') forward(state)
    },
    back: () => {
      if (state.type === 'scanning' && state.joining) return setState(state.joining)
      if (state.type !== 'asking') return
      const step = stepBeside(state.passes, state.step, 'before')
      setState(step ? { ...state, step } : { type: 'scanning', joining: undefined })
    },
    add: () => {
      if (state.type === 'asking') setState({ type: 'scanning', joining: state })
    },
    leaveOut: () => {
      if (state.type !== 'asking') return
      const passes = withoutAstray(state.passes)
      setState(passes ? { ...state, passes, step: 'age' } : { type: 'scanning', joining: undefined })
    },
    undone: () => {
      setState((now) => (now.type === 'handed-over' ? { type: 'undone', passes: now.passes } : now))
    },
    next: () => setState({ type: 'scanning', joining: joiningOf(state) }),
  }
}

function joined(joining: Asking | undefined, pass: PassesInHand[0]): Asking {
  const [first, ...others] = joining?.passes ?? [pass]
  const passes: PassesInHand = joining ? [first, ...others, pass] : [first]
  return {
    type: 'asking',
    passes,
    step: stepsOf(passes)[0] ?? 'age',
    said: joining?.said ?? nothingSaid,
    notSaved: undefined,
  }
}

function joiningOf(state: HandoverState): Asking | undefined {
  return 'joining' in state ? state.joining : undefined
}

/** Each pass is read and checked again: one that was given meanwhile, or is not known any more, is left out. */
async function resume(device: Device, held: HeldKnowledge): Promise<Resumed> {
  const draft = readHandoverDraft(await device.drafts.read('handover'))
  if (!draft) return { asking: undefined, gone: undefined }
  const seen = await Promise.all(draft.scanned.map((scanned) => lookAtPass(device, held, scanned)))
  const [first, ...others] = seen.flatMap((one) => (one.type === 'pass' ? [one.pass] : []))
  const { step, said } = draft
  return {
    asking: first && { type: 'asking', passes: [first, ...others], step, said, notSaved: undefined },
    gone: leftOutOf(seen),
  }
}

type Resumed = { readonly asking: Asking | undefined; readonly gone: LeftOut | undefined }
