import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { createCasework } from '#client/device/casework.ts'
import type { Device } from '#client/device/device.ts'
import { useActUnderWay } from '#client/device/use-act-under-way.ts'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import { seenKindOf } from '#client/scan/seen-kind.ts'
import { isNotSaved, type NotSavedReason } from '#client/store/not-saved.ts'
import type { NamedPass } from '#client/store/prove-pass.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { UsesState } from './uses-state.ts'

export type Uses = {
  readonly state: UsesState
  readonly scan: (scanned: ScannedText) => void
  readonly choose: (handover: Uuid) => void
  readonly point: (line: Uuid) => void
  readonly contest: () => void
  readonly next: () => void
}

/** A person looks at what was taken of their pass, and points at what they did not use. */
export function useUses(device: Device): Uses {
  const { i18n } = useTranslation('lost')
  const [casework] = useState(() => createCasework(device.sync.link))
  // What the venue and the manager read is in French, whatever the tablet speaks.
  const words = i18n.getFixedT('fr', 'lost')
  const [state, setState] = useState<UsesState>({ type: 'finding' })
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  if (failed) throw failed.error
  useActUnderWay(state.type !== 'finding')

  function attempt(work: () => Promise<UsesState>, onNotSaved: (reason: NotSavedReason) => UsesState): void {
    setState({ type: 'working' })
    work().then(setState, (error: unknown) => {
      if (isNotSaved(error)) setState(onNotSaved(error.notSaved))
      else setFailed({ error })
    })
  }

  async function find(named: NamedPass): Promise<UsesState> {
    const pass = await casework.lookUp(named)
    const uses = await casework.usesOf(pass)
    return { type: 'pointing', pass, uses, line: undefined, notSaved: undefined }
  }

  async function read({ text, source }: ScannedText): Promise<UsesState> {
    const code = await device.read(text, source === 'typed' ? 'typed' : 'scan')
    if (!code.ok) return { type: 'unreadable', reason: code.error, seen: seenKindOf(text) }
    return find({ read: code.value })
  }

  async function contest({ pass, line }: Pointing): Promise<UsesState> {
    if (line === undefined) return { type: 'finding' }
    const contested = await casework.contest({ line, pass, reason: words('uses.said') })
    return contested.ok ? { type: 'contested', pass } : { type: 'refused', reason: contested.error }
  }

  const notSavedYet = (reason: NotSavedReason): UsesState => ({ type: 'not-saved', reason })
  return {
    state,
    scan: (scanned) => {
      if (state.type === 'finding') attempt(() => read(scanned), notSavedYet)
    },
    choose: (handover) => attempt(() => find({ handover }), notSavedYet),
    point: (line) => {
      if (state.type === 'pointing') setState({ ...state, line })
    },
    contest: () => {
      if (state.type !== 'pointing' || state.line === undefined) return
      attempt(
        () => contest(state),
        (notSaved) => ({ ...state, notSaved }),
      )
    },
    next: () => setState({ type: 'finding' }),
  }
}

type Pointing = Extract<UsesState, { type: 'pointing' }>
