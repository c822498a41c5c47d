import type { StockAct } from '#domain/stock-act.ts'
import type { Device } from '#client/device/device.ts'
import { silentWithin } from '#client/store/journal.ts'
import { nextOf } from '#client/store/next-of.ts'
import { stockActOf } from '#client/store/read-stock.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { answerBefore } from '#client/store/time-limit.ts'
import { readDraft, type KeptMove } from './move-draft.ts'

/** The act that a draft became, where its page died before the draft was dropped: it is in the journal already. */
export async function writtenMoveOf(
  { entries }: Pick<Device, 'entries'>,
  { movement, fields, at }: KeptMove,
): Promise<StoredEntry | undefined> {
  const asked = readDraft(movement, fields)
  if (!asked.ok) return undefined
  const known = await answerBefore(nextOf(entries), silentWithin, [])
  return known.find((entry) => entry.at >= at && says(entry, asked.value))
}

function says(entry: StoredEntry, asked: StockAct): boolean {
  const act = entry.kind === 'stock-movement' ? stockActOf(entry) : undefined
  return act !== undefined && textOf(act) === textOf(asked)
}

function textOf({ movement, batch, from, to, other, counted, damaged, missing }: StockAct): string {
  return JSON.stringify([movement, batch, from, to, other, counted, damaged, missing])
}
