import type { PrintedCode } from '#domain/batch.ts'
import type { PassKey } from '#domain/family.ts'
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
  /** It was acknowledged once, and the server lost it, or what stood before it: it goes again, and counts against no limit. */
  readonly again?: true
  readonly answer: { readonly type: PushAnswer; readonly reason: string } | undefined
  readonly outcome: EntryOutcome | undefined
  /** Units that the lists count for it, and the first head whose lists do; undefined while none does. */
  readonly listed: Listed | undefined
  /** What earlier lists counted, the newest first, back to the one that the device held: see `listedAt`. */
  readonly listedBefore?: readonly Listed[]
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
  /** Who of those that share the tablet did it. */
  readonly operator?: Uuid
  /** When it last left in a file, in a person's hands: it is not acknowledged for that. */
  readonly exportedAt?: Instant
  /** Of a replacement: the pass in whose place this one was given, when it could be told. */
  readonly former?: PassKey
}

/** Units that the lists count for an entry, from a head on. */
export type Listed = { readonly units: number; readonly from: number }

/** What the lists of a head count for the entry; undefined when they say nothing of it. */
export function listedAt(
  { listed, listedBefore = [] }: Pick<StoredEntry, 'listed' | 'listedBefore'>,
  head: number,
): Listed | undefined {
  return [...(listed ? [listed] : []), ...listedBefore].find(({ from }) => from <= head)
}

/** The row with an outcome of the server, or undefined when it says nothing new. */
export function withOutcome(
  row: StoredEntry,
  outcome: EntryOutcome,
  head: number | undefined,
): StoredEntry | undefined {
  if (row.outcome && !isNewer(outcome, row.outcome)) return undefined
  const answer = answerBehind(row)
  const next = { ...row, answer, outcome, ...listedAfter(row, outcome, head ?? 0), unreported: 1 as const }
  return { ...next, beyond: isBeyond(next, head) }
}

/**
 * Nothing becomes of bytes that nobody read, nor behind a gap: they came to the server whole meanwhile, or what stood before
 * them came, and they were recorded.
 */
function answerBehind(row: StoredEntry): StoredEntry['answer'] {
  const isRecordedSince = row.answer?.type === 'unreadable' || isBehindGap(row)
  return isRecordedSince ? { type: 'recorded', reason: '' } : row.answer
}

/** 1 while the lists of the head held here do not show what became of the entry. */
export function isBeyond(row: Pick<StoredEntry, 'outcome'>, head: number | undefined): 0 | 1 {
  const first = row.outcome?.firstHead ?? null
  return first !== null && head !== undefined && first <= head ? 0 : 1
}

/** The server keeps it for a person, outside the chain. A gap is not that. */
export function isKeptAside({ answer }: Pick<StoredEntry, 'answer'>): boolean {
  return answer?.type === 'unreadable' || (answer?.type === 'held' && answer.reason !== 'gap')
}

/** It waits on the server for the entries before it. */
export function isBehindGap({ answer }: Pick<StoredEntry, 'answer'>): boolean {
  return answer?.type === 'held' && answer.reason === 'gap'
}

/** Whatever the server has of it is its place in the chain: what it says is on this device alone. */
export function isNotTaken({ answer }: Pick<StoredEntry, 'answer'>): boolean {
  return answer?.reason === notTaken
}

export const notTaken = 'not-taken'

function isNewer(outcome: EntryOutcome, held: EntryOutcome): boolean {
  if (outcome.number !== held.number) return outcome.number > held.number
  return outcome.firstHead !== held.firstHead
}

/**
 * Of several heads that count the same, the first. A list that the device holds goes on counting what it counted,
 * until the device holds one that counts otherwise. "Voided" says nothing of when the act was counted.
 */
function listedAfter(
  row: StoredEntry,
  outcome: EntryOutcome,
  head: number,
): Pick<StoredEntry, 'listed' | 'listedBefore'> {
  const { listed, listedBefore = [] } = row
  if (row.kind !== 'redemption') return { listed, listedBefore }
  const told = (outcome.counted ?? []).map(({ units, firstHead }) => ({ units, from: firstHead }))
  const now =
    outcome.firstHead === null || outcome.type === 'voided'
      ? []
      : [{ units: unitsListed(row.units, outcome), from: outcome.firstHead }]
  const all = [...now, ...told, ...(listed ? [listed] : []), ...listedBefore].sort((a, b) => b.from - a.from)
  const changes = all.filter(({ units }, i) => units !== all[i + 1]?.units)
  const held = changes.findIndex(({ from }) => from <= head)
  const [newest, ...before] = held < 0 ? changes : changes.slice(0, held + 1)
  return { listed: newest, listedBefore: before }
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
