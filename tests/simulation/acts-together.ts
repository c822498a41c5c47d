import type { HandoverCategories } from '#domain/handover.ts'
import type { SignedCode } from '#server/passes/sign-codes.ts'
import { act, nameOf, now, readHere } from './acts.ts'
import type { Tab } from './tablet.ts'
import type { Gesture, Town } from './town.ts'

/** A desk gives several passes by one gesture. */
export async function giveTogether(
  town: Town,
  tab: Tab,
  codes: readonly SignedCode[],
  said: HandoverCategories,
): Promise<void> {
  await act(town, tab, true, async (_, tell) => {
    const given = []
    for (const code of codes) {
      const known = await readHere(town, tab, code, false)
      if (!known) return void town.trace.note(`  ${nameOf(tab)}: knows nothing`)
      given.push({ read: known.read, said })
    }
    const { device } = tab.tablet
    const handedOver = await town.parts.handOverTogether(tab.store, device, given, now(town, tab))
    if (tab.crash) return
    const isGiven = handedOver.type === 'handed-over'
    town.trace.note(`  ${nameOf(tab)}: ${isGiven ? 'given together' : handedOver.answer.reason}`)
    if (!isGiven) return
    town.gestures.push({ tab, acts: handedOver.entries })
    for (const { device: writer, id, batch = 0, pass = 0, cheque } of handedOver.entries) {
      tell({
        ...{ device: writer, entry: id, code: { batch, pass, cheque }, units: 0, asked: 0 },
        ...{ verdict: 'given', word: 'given', withdrawn: false, at: 0, headIssuedAt: 0 },
      })
    }
  })
}

/** What was given by one gesture is taken back by one. */
export async function undoTogether(town: Town, { tab, acts }: Gesture): Promise<void> {
  const [first] = acts
  if (!first) return
  await act(town, tab, true, async (_, tell) => {
    const ids = acts.map(({ id }) => id)
    const undone = await town.parts.undoHandovers(tab.store, first.device, ids, now(town, tab))
    if (tab.crash) return
    town.trace.note(`  ${nameOf(tab)}: ${undone.ok ? 'undone together' : undone.error}`)
    for (const { device, id, batch = 0, pass = 0, cheque } of undone.ok ? undone.value : []) {
      tell({
        ...{ device, entry: id, code: { batch, pass, cheque }, units: 0, asked: 0 },
        ...{ verdict: 'undone', word: 'undone', withdrawn: false, at: 0, headIssuedAt: 0 },
      })
    }
  })
}
