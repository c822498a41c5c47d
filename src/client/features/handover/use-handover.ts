import { useEffect, useRef, useState } from 'react'
import type { Device } from '#client/device/device.ts'
import { useActUnderWay } from '#client/device/use-act-under-way.ts'
import { useDropOnLeave } from '#client/device/use-draft.ts'
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
  withoutUnannounced,
  type Asking,
  type HandoverState,
  type PassesInHand,
  type Said,
} from './handover-state.ts'
import { lookAtPass } from './look-at-pass.ts'

export type Handover = {
  readonly state: HandoverState
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
  // A code that the screen before has read is there at once.
  const early = useRef<ScannedText>(undefined)
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  if (failed) throw failed.error
  useActUnderWay(state.type !== 'scanning' || state.joining !== undefined)
  useDraft(device, state)
  useDropOnLeave(device.drafts, 'handover')

  // What was left half done is taken up once, when the screen opens: not when it comes back from behind the lock.
  useEffect(() => {
    if (state.type !== 'resuming') return undefined
    let gone = false
    resume(device, held).then(
      (asking) => {
        if (gone) return
        if (asking) return setState(asking)
        setState({ type: 'scanning', joining: undefined })
        if (early.current) begin(early.current, undefined)
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

  function begin(scanned: ScannedText, joining: Asking | undefined): void {
    setState({ type: 'working' })
    attempt(
      () => look(scanned, joining),
      (reason) => setState({ type: 'not-saved', reason, joining }),
    )
  }

  async function look(scanned: ScannedText, joining: Asking | undefined): Promise<void> {
    const seen = await lookAtPass(device, held, scanned)
    if (seen.type === 'unreadable') return setState({ ...seen, seen: seenKindOf(scanned.text), joining })
    if (seen.type === 'refused') return setState({ ...seen, joining })
    const { pass } = seen
    const inHand = joining?.passes ?? []
    if (inHand.some(({ read }) => nameOfPass(read) === nameOfPass(pass.read))) {
      return setState({ type: 'refused', reason: 'in-this-handover', at: undefined, joining })
    }
    setState(joined(joining, pass))
  }

  async function handOver(asking: Asking): Promise<void> {
    const { passes, said } = asking
    const given = passes.map(({ read }) => ({ read, said: categoriesOf(said) }))
    const answer = await device.handOver(given)
    if (answer.type === 'refused') {
      const [first, ...others] = passes.filter((_, place) => place !== answer.place)
      const joining: Asking | undefined = first && { ...asking, passes: [first, ...others] }
      return setState({ ...answer.answer, joining })
    }
    const [first, ...others] = passes
    const flagged: PassesInHand = [
      { ...first, flags: answer.flags[0] ?? [] },
      ...others.map((pass, place) => ({ ...pass, flags: answer.flags[place + 1] ?? [] })),
    ]
    setState({ type: 'handed-over', passes: flagged, language: said.language, entries: answer.entries })
  }

  function forward(asking: Asking): void {
    const step = stepBeside(asking.passes, asking.step, 'after')
    if (step) return setState({ ...asking, step })
    setState({ type: 'working' })
    attempt(
      () => handOver(asking),
      (notSaved) => setState({ ...asking, notSaved }),
    )
  }

  return {
    state,
    scan: (scanned) => {
      if (state.type === 'resuming') early.current = scanned
      if (state.type === 'working' || state.type === 'asking' || state.type === 'resuming') return
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
      const passes = withoutUnannounced(state.passes)
      setState(passes ? { ...state, passes, step: 'age' } : { type: 'scanning', joining: undefined })
    },
    undone: () => {
      if (state.type === 'handed-over') setState({ type: 'undone', passes: state.passes })
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
async function resume(device: Device, held: HeldKnowledge): Promise<Asking | undefined> {
  const draft = readHandoverDraft(await device.drafts.read('handover'))
  if (!draft) return undefined
  const seen = await Promise.all(draft.scanned.map((scanned) => lookAtPass(device, held, scanned)))
  const [first, ...others] = seen.flatMap((one) => (one.type === 'pass' ? [one.pass] : []))
  const { step, said } = draft
  return first && { type: 'asking', passes: [first, ...others], step, said, notSaved: undefined }
}

/** What is in hand outlives the page until it is given or left. */
function useDraft({ drafts }: Device, state: HandoverState): void {
  const asking = state.type === 'asking' ? state : joiningOf(state)
  const keeps = state.type === 'resuming' || state.type === 'working'
  useEffect(() => {
    if (asking) void drafts.keep('handover', handoverDraftOf(asking))
    else if (!keeps) void drafts.drop('handover')
  }, [drafts, asking, keeps])
}
