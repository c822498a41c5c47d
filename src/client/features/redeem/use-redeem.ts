import { useState } from 'react'
import type { Service } from '#domain/programme.ts'
import { isRefused } from '#domain/verdict.ts'
import type { Device } from '#client/device/device.ts'
import { useActUnderWay } from '#client/device/use-act-under-way.ts'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import { seenKindOf } from '#client/scan/seen-kind.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { isNotSaved, type NotSavedReason } from '#client/store/not-saved.ts'
import { offeredServices, preselected, rememberService } from './offered-services.ts'
import { isRefusedForGood } from './refused-for-good.ts'
import type { Answered, RedeemState, Scanned } from './redeem-state.ts'

export type Redeem = {
  readonly state: RedeemState
  readonly services: readonly Service[]
  readonly scan: (scanned: ScannedText) => void
  /** What was in front of the venue when the page died: asked again, never taken by itself. */
  readonly resume: (scanned: ScannedText) => void
  readonly choose: (service: Service) => void
  readonly take: () => void
  readonly checkOnly: () => void
  readonly serve: () => void
  readonly decline: () => void
  readonly undone: () => void
  readonly next: () => void
}

/** One redemption after the other. Each step writes through the device and waits until it is saved. */
export function useRedeem(device: Device, held: HeldKnowledge): Redeem {
  const [state, setState] = useState<RedeemState>({ type: 'scanning' })
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  if (failed) throw failed.error
  useActUnderWay(state.type !== 'scanning')
  const services = offeredServices(held.records.programme, held.structure, device.now())

  function answer(answered: Answered): void {
    setState({ type: 'answered', answer: answered })
  }

  /** What comes late changes nothing for who has gone on. */
  function instead(before: RedeemState, after: RedeemState): void {
    setState((now) => (now === before ? after : now))
  }

  /** The later of two choices counts, as long as nothing was taken. */
  function stillAsking(
    { text }: Scanned,
    asked: Partial<Extract<RedeemState, { type: 'confirming' }>>,
  ): void {
    setState((now) => (now.type === 'confirming' && now.scanned.text === text ? { ...now, ...asked } : now))
  }

  /** What the store could not save is said; anything else is a bug, for the error boundary. */
  function attempt(work: () => Promise<void>, onNotSaved: (reason: NotSavedReason) => void): void {
    work().catch((error: unknown) => {
      if (isNotSaved(error)) onNotSaved(error.notSaved)
      else setFailed({ error })
    })
  }

  async function look(
    { text, read }: Pick<Scanned, 'text' | 'read'>,
    service: Service | undefined,
  ): Promise<Scanned> {
    const asked = service ?? services[0]
    const checked = await device.check({ read, service: asked?.id ?? '' })
    return { text, read, checked, service }
  }

  async function readText(text: ScannedText, may: 'refuse' | 'ask' = 'refuse'): Promise<void> {
    const read = await device.read(text.text, text.source === 'typed' ? 'typed' : 'scan')
    if (!read.ok) return answer({ type: 'unreadable', reason: read.error, seen: seenKindOf(text.text) })
    const scanned = await look({ text, read: read.value }, preselected(services, device.enrolment.device))
    if (may === 'refuse' && isRefusedForGood(scanned.checked)) return redeem(scanned)
    setState({ type: 'confirming', scanned, notSaved: undefined })
  }

  async function redeem(scanned: Scanned): Promise<void> {
    const { read, service } = scanned
    const { verdict, entry } = await device.take({ read, service: (service ?? services[0])?.id ?? '' })
    const isAnswer = !isRefused(verdict.type)
    answer({ type: 'verdict', scanned, verdict, entry, served: isAnswer ? 'asked' : 'declined' })
  }

  function scan(scanned: ScannedText): void {
    if (state.type === 'answering' || isAsking(state)) return
    setState({ type: 'answering', scanned: undefined })
    attempt(
      () => readText(scanned),
      (reason) => answer({ type: 'not-saved', reason }),
    )
  }

  function choose(service: Service): void {
    if (state.type !== 'confirming') return
    rememberService(device.enrolment.device, service)
    const { scanned } = state
    attempt(
      async () => stillAsking(scanned, { scanned: await look(scanned, service), notSaved: undefined }),
      (notSaved) => stillAsking(scanned, { notSaved }),
    )
  }

  function take(): void {
    if (state.type !== 'confirming') return
    const { scanned } = state
    setState({ type: 'answering', scanned })
    attempt(
      () => redeem(scanned),
      (notSaved) => setState({ type: 'confirming', scanned, notSaved }),
    )
  }

  function settle(served: 'served' | 'declined'): void {
    if (state.type !== 'answered' || state.answer.type !== 'verdict') return
    const { answer: asked } = state
    attempt(
      async () => {
        if (served === 'declined') await device.notServed(asked.entry)
        instead(state, { type: 'answered', answer: { ...asked, served } })
      },
      (reason) => instead(state, { type: 'answered', answer: { type: 'not-saved', reason } }),
    )
  }

  return {
    state,
    services,
    scan,
    resume: (scanned) =>
      attempt(
        () => readText(scanned, 'ask'),
        () => undefined,
      ),
    choose,
    take,
    checkOnly: () => {
      if (state.type === 'confirming') answer({ type: 'checked', scanned: state.scanned })
    },
    serve: () => settle('served'),
    decline: () => settle('declined'),
    undone: () => {
      const before = entryOf(state)
      setState((now) =>
        now.type === 'answered' && now.answer.type === 'verdict' && now.answer.entry === before
          ? { type: 'answered', answer: { type: 'undone', scanned: now.answer.scanned } }
          : now,
      )
    },
    next: () => setState({ type: 'scanning' }),
  }
}

/** "Serve anyway?" waits for its answer: another code must not skip it. */
function isAsking(state: RedeemState): boolean {
  return (
    state.type === 'answered' &&
    state.answer.type === 'verdict' &&
    state.answer.verdict.type.startsWith('deferred:') &&
    state.answer.served === 'asked'
  )
}

function entryOf(state: RedeemState) {
  return state.type === 'answered' && state.answer.type === 'verdict' ? state.answer.entry : undefined
}
