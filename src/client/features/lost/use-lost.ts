import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Uuid } from '#protocol/uuid.ts'
import { createCasework } from '#client/device/casework.ts'
import type { Device } from '#client/device/device.ts'
import { useActUnderWay } from '#client/device/use-act-under-way.ts'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import { seenKindOf } from '#client/scan/seen-kind.ts'
import type { FoundPass } from '#client/store/look-up-pass.ts'
import { isNotSaved, type NotSavedReason } from '#client/store/not-saved.ts'
import type { NamedPass } from '#client/store/prove-pass.ts'
import type { ReadCode } from '#client/store/read-code.ts'
import { isScanning, type Loss, type LostState, type ScanningState } from './lost-state.ts'

export type Lost = {
  readonly state: LostState
  readonly scan: (scanned: ScannedText) => void
  readonly choose: (handover: Uuid) => void
  readonly say: (loss: Loss) => void
  readonly block: () => void
  readonly unblock: () => void
  readonly takeNew: () => void
  readonly replace: () => void
  /** Back to the camera, for the pass that is looked for or for the one that is given. */
  readonly again: () => void
  readonly next: () => void
}

/** One lost pass after the other: found, blocked, replaced by what is in the stock. */
export function useLost(device: Device): Lost {
  const { i18n } = useTranslation('lost')
  const [casework] = useState(() => createCasework(device.sync.link))
  // What the manager reads is in French, whatever the tablet speaks.
  const words = i18n.getFixedT('fr', 'lost')
  const [state, setState] = useState<LostState>({ type: 'finding' })
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  if (failed) throw failed.error
  useActUnderWay(state.type !== 'finding')

  function attempt(work: () => Promise<LostState>, onNotSaved: (reason: NotSavedReason) => LostState): void {
    setState({ type: 'working' })
    work().then(setState, (error: unknown) => {
      if (isNotSaved(error)) setState(onNotSaved(error.notSaved))
      else setFailed({ error })
    })
  }

  async function find(named: NamedPass): Promise<LostState> {
    const pass = await casework.lookUp(named)
    return { type: 'found', pass, loss: undefined, notSaved: undefined }
  }

  async function read({ text, source }: ScannedText, then: ScanningState): Promise<LostState> {
    const code = await device.read(text, source === 'typed' ? 'typed' : 'scan')
    if (!code.ok) return { type: 'unreadable', reason: code.error, seen: seenKindOf(text), then }
    return then.type === 'finding' ? find({ read: code.value }) : offer(code.value, then)
  }

  async function offer(newer: ReadCode, { pass, loss }: TakingNew): Promise<LostState> {
    const answer = await casework.checkReplacement(pass.named, newer)
    if (!answer.ok) return { type: 'not-this-one', pass, loss, reason: answer.error }
    const fresh = { read: newer, found: await casework.lookUp({ read: newer }) }
    return { type: 'confirming', pass, loss, fresh, notSaved: undefined }
  }

  async function blockIt(pass: FoundPass, loss: Loss): Promise<LostState> {
    const asked = { kind: 'block', named: pass.named, reason: words(`why.${loss}`) } as const
    const blocked = await casework.block(asked)
    if (!blocked.ok) return { type: 'refused', reason: blocked.error }
    return { type: 'blocked', pass: await casework.lookUp(pass.named), loss, notSaved: undefined }
  }

  async function unblockIt(pass: FoundPass, why: 'found' | 'mistake'): Promise<LostState> {
    const asked = { kind: 'unblock', named: pass.named, reason: words(`why.${why}`) } as const
    const unblocked = await casework.block(asked)
    if (!unblocked.ok) return { type: 'refused', reason: unblocked.error }
    return { type: 'unblocked', pass: await casework.lookUp(pass.named) }
  }

  async function replaceIt({ pass, loss, fresh }: Confirming): Promise<LostState> {
    const asked = { former: pass.named, newer: fresh.read, reason: words(`why.${loss}`) }
    const replaced = await casework.replace(asked)
    if (!replaced.ok) return { type: 'not-this-one', pass, loss, reason: replaced.error }
    return { type: 'replaced', pass, fresh, flags: replaced.value.flags }
  }

  return {
    state,
    scan: (scanned) => {
      if (!isScanning(state)) return
      attempt(
        () => read(scanned, state),
        (reason) => ({ type: 'not-saved', reason, then: state }),
      )
    },
    choose: (handover) =>
      attempt(
        () => find({ handover }),
        (reason) => ({ type: 'not-saved', reason, then: { type: 'finding' } }),
      ),
    say: (loss) => {
      if (state.type === 'found') setState({ ...state, loss })
    },
    block: () => {
      if (state.type !== 'found' || !state.loss) return
      const { pass, loss } = state
      attempt(
        () => blockIt(pass, loss),
        (notSaved) => ({ ...state, notSaved }),
      )
    },
    unblock: () => {
      if (state.type !== 'found' && state.type !== 'blocked') return
      attempt(
        () => unblockIt(state.pass, state.type === 'blocked' ? 'mistake' : 'found'),
        (notSaved) => ({ ...state, notSaved }),
      )
    },
    takeNew: () => {
      if (state.type === 'blocked') setState({ type: 'taking-new', pass: state.pass, loss: state.loss })
      if (state.type === 'found')
        setState({ type: 'taking-new', pass: state.pass, loss: state.loss ?? 'lost' })
    },
    replace: () => {
      if (state.type !== 'confirming') return
      attempt(
        () => replaceIt(state),
        (notSaved) => ({ ...state, notSaved }),
      )
    },
    again: () => {
      if (state.type === 'unreadable' || state.type === 'not-saved') return setState(state.then)
      if (state.type !== 'confirming' && state.type !== 'not-this-one') return setState({ type: 'finding' })
      setState({ type: 'taking-new', pass: state.pass, loss: state.loss })
    },
    next: () => setState({ type: 'finding' }),
  }
}

type TakingNew = Extract<LostState, { type: 'taking-new' }>
type Confirming = Extract<LostState, { type: 'confirming' }>
