import type { PrintedCode } from '#domain/batch.ts'
import type { Instant } from '#domain/instant.ts'
import type { VerdictType } from '#domain/verdict.ts'
import type { Bytes } from '#protocol/bytes.ts'
import type { PersonalPart } from '#protocol/journal-entry.ts'
import type { EntryOutcome } from '#protocol/outcome.ts'
import type { PushAnswer } from '#protocol/push.ts'
import type { Uuid } from '#protocol/uuid.ts'

/** An entry of the journal: its bytes, and columns derived from them and from what the server answered. */
export type StoredEntry = {
  readonly device: Uuid
  readonly sequence: number
  readonly id: Uuid
  readonly bytes: Bytes
  readonly hash: Bytes
  readonly kind: string
  /** The pass that it is about; undefined while nobody can say which. */
  readonly batch: number | undefined
  readonly pass: number | undefined
  readonly cheque: number
  readonly units: number
  readonly service: string
  /** When it happened: the corrected time of the device. */
  readonly at: Instant
  readonly verdict: VerdictType | undefined
  /** Why: of a refusal or a void, as a locale key; empty otherwise. */
  readonly reason: string
  readonly status: 'pending' | 'acknowledged'
  readonly answer: { readonly type: PushAnswer; readonly reason: string } | undefined
  readonly outcome: EntryOutcome | undefined
  /** Units that the lists count for it, and the first head whose lists do; undefined while none does. */
  readonly listed: { readonly units: number; readonly from: number } | undefined
  /** 1 while the lists held here do not show it yet. */
  readonly beyond: 0 | 1
  /** 1 while the server does not know that its outcome is stored here. */
  readonly unreported: 0 | 1
  /** The redemption or handover that this entry undoes. */
  readonly undoes: Uuid | undefined
  /** The entry that undoes this one. */
  readonly undoneBy: Uuid | undefined
  readonly personal: PersonalPart | undefined
  /** When the personal part is deleted. */
  readonly forgetAt: Instant | undefined
  /** When it last left in a file, in a person's hands: it is not acknowledged for that. */
  readonly exportedAt?: Instant
}

/** The row with an outcome of the server, or undefined when it says nothing new. */
export function withOutcome(
  row: StoredEntry,
  outcome: EntryOutcome,
  head: number | undefined,
): StoredEntry | undefined {
  if (row.outcome && !isNewer(outcome, row.outcome)) return undefined
  const next = { ...row, outcome, listed: listedAfter(row, outcome), unreported: 1 as const }
  return { ...next, beyond: isBeyond(next, head) }
}

/** 1 while the lists of the head held here do not show what became of the entry. */
export function isBeyond(row: Pick<StoredEntry, 'outcome'>, head: number | undefined): 0 | 1 {
  const first = row.outcome?.firstHead ?? null
  return first !== null && head !== undefined && first <= head ? 0 : 1
}

/** The server keeps it for a person, outside the chain. A gap is not that: it waits for the entries before it. */
export function isKeptAside({ answer }: Pick<StoredEntry, 'answer'>): boolean {
  return answer?.type === 'unreadable' || (answer?.type === 'held' && answer.reason !== 'gap')
}

function isNewer(outcome: EntryOutcome, held: EntryOutcome): boolean {
  if (outcome.number !== held.number) return outcome.number > held.number
  return outcome.firstHead !== held.firstHead
}

/** An outcome that leaves the count as it was keeps the first head; "voided" says nothing of when it was counted. */
function listedAfter(row: StoredEntry, outcome: EntryOutcome): StoredEntry['listed'] {
  if (row.kind !== 'redemption' || outcome.type === 'voided' || outcome.firstHead === null) return row.listed
  const units = unitsListed(row.units, outcome)
  const from = row.listed?.units === units ? Math.min(row.listed.from, outcome.firstHead) : outcome.firstHead
  return { units, from }
}

function unitsListed(units: number, outcome: EntryOutcome): number {
  if (outcome.heldUnits !== undefined) return outcome.heldUnits
  if (outcome.type === 'waiting') return units
  return outcome.type === 'covered' || outcome.type === 'honoured' ? outcome.coveredUnits : 0
}

/** The printed code that an entry is about, when it could be told. */
export function passOfEntry({ batch, pass, cheque }: StoredEntry): PrintedCode | undefined {
  return batch === undefined || pass === undefined ? undefined : { batch, pass, cheque }
}
