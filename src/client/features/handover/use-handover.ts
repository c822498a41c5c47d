import { useState } from 'react'
import type { HandoverCategories } from '#domain/handover.ts'
import type { Device } from '#client/device/device.ts'
import { useActUnderWay } from '#client/device/use-act-under-way.ts'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import { seenKindOf } from '#client/scan/seen-kind.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { isNotSaved, type NotSavedReason } from '#client/store/not-saved.ts'
import { nothingSaid, stepBeside, stepsOf, type HandoverState, type Said } from './handover-state.ts'

export type Handover = {
  readonly state: HandoverState
  readonly scan: (scanned: ScannedText) => void
  readonly say: (said: Partial<Said>) => void
  readonly forward: () => void
  readonly back: () => void
  readonly undone: () => void
  readonly next: () => void
}

/** One handover after the other. Nothing is asked of a person for a pass that is refused. */
export function useHandover(device: Device, held: HeldKnowledge): Handover {
  const [state, setState] = useState<HandoverState>({ type: 'scanning' })
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  if (failed) throw failed.error
  useActUnderWay(state.type !== 'scanning')

  function attempt(work: () => Promise<void>, onNotSaved: (reason: NotSavedReason) => void): void {
    work().catch((error: unknown) => {
      if (isNotSaved(error)) onNotSaved(error.notSaved)
      else setFailed({ error })
    })
  }

  async function look(scanned: ScannedText): Promise<void> {
    const { text, source } = scanned
    const read = await device.read(text, source === 'typed' ? 'typed' : 'scan')
    if (!read.ok) return setState({ type: 'unreadable', reason: read.error, seen: seenKindOf(text) })
    const answer = await device.checkHandover(read.value)
    if (answer.type === 'refused') return setState(answer)
    const { code } = read.value
    const batch = code ? held.batchByNumber.get(code.batch) : undefined
    const pass = { scanned, read: read.value, batch, flags: answer.flags }
    const step = stepsOf(pass)[0] ?? 'age'
    setState({ type: 'asking', pass, step, said: nothingSaid, notSaved: undefined })
  }

  async function handOver(asking: Extract<HandoverState, { type: 'asking' }>): Promise<void> {
    const { pass, said } = asking
    const { answer, entry } = await device.handOver({ read: pass.read, said: categoriesOf(said) })
    if (answer.type === 'refused' || !entry) {
      return setState(answer.type === 'refused' ? answer : { type: 'scanning' })
    }
    setState({ type: 'handed-over', pass: { ...pass, flags: answer.flags }, language: said.language, entry })
  }

  return {
    state,
    scan: (scanned) => {
      if (state.type === 'working' || state.type === 'asking') return
      setState({ type: 'working' })
      attempt(
        () => look(scanned),
        (reason) => setState({ type: 'not-saved', reason }),
      )
    },
    say: (said) => {
      if (state.type === 'asking') setState({ ...state, said: { ...state.said, ...said } })
    },
    forward: () => {
      if (state.type !== 'asking') return
      const step = stepBeside(state.pass, state.step, 'after')
      if (step) return setState({ ...state, step })
      setState({ type: 'working' })
      attempt(
        () => handOver(state),
        (notSaved) => setState({ ...state, notSaved }),
      )
    },
    back: () => {
      if (state.type !== 'asking') return
      const step = stepBeside(state.pass, state.step, 'before')
      setState(step ? { ...state, step } : { type: 'scanning' })
    },
    undone: () => {
      if (state.type === 'handed-over') setState({ type: 'undone', pass: state.pass })
    },
    next: () => setState({ type: 'scanning' }),
  }
}

function categoriesOf({ age, situations, language }: Said): HandoverCategories {
  return { age: age ?? 'not-said', situations, language: language ?? 'not-said' }
}
