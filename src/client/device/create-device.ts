import { ok } from '#domain/result.ts'
import { checkOnly } from '#client/store/check-only.ts'
import { deviceClock } from '#client/store/clock.ts'
import { watch, type Store } from '#client/store/database.ts'
import { earliestNow } from '#client/store/earliest-now.ts'
import { createDrafts, dropOldDrafts } from '#client/store/drafts.ts'
import type { Enrolment } from '#client/store/enrolment.ts'
import { enrolmentOf } from '#client/store/enrolments.ts'
import { markExported, notBackedUpCount, unsafeCount } from '#client/store/export-entries.ts'
import { actingFor, lineOf } from '#client/store/incarnations.ts'
import { handOverTogether } from '#client/store/hand-over.ts'
import { loadKnowledge } from '#client/store/knowledge.ts'
import { countPending, lastAct, listEntries } from '#client/store/list-entries.ts'
import { notSaved } from '#client/store/not-saved.ts'
import { readCode } from '#client/store/read-code.ts'
import { undoHandover, undoHandovers } from '#client/store/undo-handover.ts'
import { voidRedemption } from '#client/store/void-redemption.ts'
import { retireDevice } from '#client/sync/retire-device.ts'
import { createLink } from '#client/sync/link.ts'
import { startSync } from '#client/sync/sync-loop.ts'
import { notServed, takeUnits } from '#client/sync/take-units.ts'
import type { World } from '#client/sync/world.ts'
import { checkHandover } from './check-handover.ts'
import type { Device } from './device.ts'
import { createSharing } from './sharing.ts'

/** Puts an enrolment to work: its sync starts, its acts go to the store. */
export function createDevice(store: Store, enrolment: Enrolment, world: World): Device {
  const { device } = enrolment
  const { now } = world
  const sync = startSync(createLink(store, enrolment, world))
  const live = liveEnrolment(store, enrolment)
  void dropOldDrafts(store, device, now()).catch(() => undefined)
  const clock = () => deviceClock(live(), now, earliestNow(store, live()))
  return {
    enrolment,
    sync,
    knowledge: watch(async () => (await loadKnowledge(store, await actingFor(store, device))) ?? null),
    entries: listEntries(store, device),
    lastAct: lastAct(store, device),
    pending: countPending(store, device),
    now: () => clock().at,
    clock,
    read: async (text, source) => {
      const held = await loadKnowledge(store, await actingFor(store, device))
      if (!held) throw notSaved('nothing-known')
      return readCode(held, text, source)
    },
    check: (asked) => checkOnly(store, device, asked, now),
    take: (asked) => takeUnits(sync, asked),
    notServed: (entry) => notServed(sync, entry),
    checkHandover: (read) => checkHandover(store, device, read, now),
    handOver: (given) => handOverTogether(store, device, given, now),
    exportJournal: async () => {
      const { exportJournal } = await import('#client/sync/export-journal.ts')
      const sealed = await exportJournal(sync.link)
      if (!sealed.ok) return sealed
      return ok(
        sealed.value.map(({ text, entries }) => ({
          text,
          acts: entries.length,
          keep: () => markExported(store, entries, now()),
        })),
      )
    },
    bringExport: async (sealed) => {
      const { bringExport } = await import('#client/sync/bring-export.ts')
      return bringExport(sync.link.fetch, sealed)
    },
    unsafe: watch(async () => unsafeCount(store, await lineOf(store, device))),
    notBackedUp: watch(async () => notBackedUpCount(store, await lineOf(store, device))),
    retire: () => retireDevice(sync),
    drafts: createDrafts(store, device, now),
    sharing: createSharing(store, enrolment, now),
    undo: (entry) =>
      entry.kind === 'handover'
        ? undoHandover(store, entry.device, entry.id, now)
        : voidRedemption(store, entry.device, entry.id, 'undone', now),
    takeBack: (handovers) => {
      const ids = handovers.map(({ id }) => id)
      return undoHandovers(store, handovers[0]?.device ?? device, ids, now)
    },
  }
}

/** Each contact measures the clock anew. */
function liveEnrolment(store: Store, enrolment: Enrolment): () => Enrolment {
  const live = watch(() => enrolmentOf(store, enrolment.device))
  live.subscribe(() => undefined)
  return () => live.current() ?? enrolment
}
