import type { Batch, PrintedCode } from '#domain/batch.ts'
import type { Bytes } from '#protocol/bytes.ts'
import {
  bodyOf,
  decodeEntry,
  entryHash,
  isKnownKind,
  personalHash,
  personalHashIn,
  type CodeTriple,
  type HandoverBody,
  type JournalEntry,
  type PersonalPart,
  type Proof,
  type ProvenPass,
  type RedemptionBody,
} from '#protocol/journal-entry.ts'
import { equalBytes } from '#protocol/bytes.ts'
import { parsePassNumber } from '#protocol/pass-number.ts'
import type { SentEntry } from '#protocol/push.ts'
import type { Installation } from '../installation.ts'
import { resolveNumber, scanProofHolds } from '../passes/resolve-code.ts'
import { actTime } from './act-time.ts'

/** An entry as it arrived, read and proven before any transaction begins. */
export type ReadEntry = {
  readonly bytes: Bytes
  /** By which the next entry names it. */
  readonly hash: Bytes
  /** Its bytes are no longer those that were chained: nothing in them can be believed. */
  readonly damaged: boolean
  readonly content: EntryContent | undefined
  readonly personal: PersonalPart | undefined
}

export type EntryContent = {
  readonly entry: JournalEntry
  /** The code that it is about, when it is about one and the server knows it. */
  readonly code: PrintedCode | undefined
  readonly units: number
  readonly service: string
  readonly proof: 'holds' | 'fails' | 'none'
  /** The entry that it undoes or contests. */
  readonly target: string | undefined
  /** The handover of the same device that proves its code. */
  readonly handover: string | undefined
  /** The pass in whose place this one is given. */
  readonly former: FormerPass | undefined
  readonly flags: readonly string[]
}

/** What an entry says that names no pass itself. */
export const namesNoPass: Omit<EntryContent, 'entry'> = {
  ...{ code: undefined, units: 0, service: '', proof: 'none', flags: [] },
  ...{ target: undefined, handover: undefined, former: undefined },
}

export type FormerPass = Pick<EntryContent, 'code' | 'proof' | 'handover'>

export async function readEntry(
  installation: Installation,
  context: { readonly programme: number; readonly batches: readonly Batch[] },
  pushed: SentEntry,
): Promise<ReadEntry> {
  const { bytes } = pushed
  const hash = entryHash(bytes)
  if (pushed.hash && !equalBytes(pushed.hash, hash))
    return { bytes, hash: pushed.hash, damaged: true, content: undefined, personal: undefined }
  const decoded = decodeEntry(pushed.bytes)
  const content = decoded.ok ? await readContent(installation, context, decoded.value) : undefined
  return {
    bytes,
    hash,
    damaged: false,
    content,
    personal: personalOf(decoded.ok ? decoded.value : undefined, pushed),
  }
}

/** Kept whole under its own hash, for a person: nothing in it was understood. */
export function unreadEntry({ bytes }: SentEntry): ReadEntry {
  return { bytes, hash: entryHash(bytes), damaged: false, content: undefined, personal: undefined }
}

/** A time beyond is on no calendar (ECMAScript, time values), and cannot be judged. */
const lastInstant = 8.64e15

async function readContent(
  installation: Installation,
  context: { readonly programme: number; readonly batches: readonly Batch[] },
  entry: JournalEntry,
): Promise<EntryContent | undefined> {
  const nothing = { ...namesNoPass, entry }
  if (Math.abs(actTime(entry)) > lastInstant) return undefined
  if (!isKnownKind(entry.kind)) return nothing
  switch (entry.kind) {
    case 'redemption': {
      const body = bodyOf(entry, 'redemption')
      if (!body) return undefined
      const about = await proven(installation, context, body)
      return { ...nothing, ...about, units: unitsOf(body, about.code), service: body.service }
    }
    case 'handover': {
      const body = bodyOf(entry, 'handover')
      return body && { ...nothing, ...(await proven(installation, context, body)), flags: body.flags }
    }
    case 'handover-undo': {
      const body = bodyOf(entry, 'handover-undo')
      return body && { ...nothing, target: body.handover }
    }
    case 'void': {
      const body = bodyOf(entry, 'void')
      return body && { ...nothing, target: body.redemption }
    }
    case 'refusal': {
      const body = bodyOf(entry, 'refusal')
      return body && { ...nothing, code: knownCode(context.batches, body.code), service: body.service }
    }
    case 'block':
    case 'unblock': {
      const body = bodyOf(entry, entry.kind)
      return body && { ...nothing, ...(await provenPass(installation, context, body)) }
    }
    case 'replacement': {
      const body = bodyOf(entry, 'replacement')
      if (!body) return undefined
      const former = await provenPass(installation, context, body.old)
      return { ...nothing, ...(await provenPass(installation, context, body.new)), former }
    }
    case 'contest': {
      const body = bodyOf(entry, 'contest')
      return body && { ...nothing, target: body.redemption }
    }
    case 'incident':
    case 'operator':
    case 'stock-movement':
    case 'stock-count':
      return bodyOf(entry, entry.kind) && nothing
  }
}

/** A scan is proven by the batch's signature over the code, a typed number by the tag that only the server can make. */
async function proven(
  installation: Installation,
  context: { readonly programme: number; readonly batches: readonly Batch[] },
  body: Pick<RedemptionBody | HandoverBody, 'code' | 'proof'>,
): Promise<{ code: PrintedCode | undefined; proof: 'holds' | 'fails' }> {
  const claimed = knownCode(context.batches, body.code)
  if (isScan(body.proof)) {
    const holds =
      claimed !== undefined &&
      (await scanProofHolds(installation, context.programme, claimed, body.proof.scan))
    return { code: claimed, proof: holds ? 'holds' : 'fails' }
  }
  const number = parsePassNumber(body.proof.typed)
  const resolved = number.ok ? await resolveNumber(installation, context.batches, number.value) : undefined
  const same = claimed === undefined || (resolved !== undefined && sameCode(claimed, resolved.code))
  return { code: resolved?.code ?? claimed, proof: resolved?.tagHolds && same ? 'holds' : 'fails' }
}

/** A pass with its proof. A handover is looked up when the entry is recorded: it stands in the same chain. */
export async function provenPass(
  installation: Installation,
  context: { readonly programme: number; readonly batches: readonly Batch[] },
  { code, proof }: ProvenPass,
): Promise<FormerPass> {
  if ('handover' in proof) {
    return { code: knownCode(context.batches, code), proof: 'none', handover: proof.handover }
  }
  return { ...(await proven(installation, context, { code, proof })), handover: undefined }
}

/** A device that could not resolve a number took it for a card's; a cheque is one unit. */
function unitsOf({ code, units }: RedemptionBody, resolved: PrintedCode | undefined): number {
  return code === null && resolved && resolved.cheque > 0 ? 1 : units
}

function isScan(proof: Proof): proof is { readonly scan: Bytes } {
  return 'scan' in proof
}

function knownCode(batches: readonly Batch[], triple: CodeTriple | null): PrintedCode | undefined {
  if (!triple) return undefined
  const [number, pass, cheque] = triple
  const batch = batches.find((candidate) => candidate.number === number)
  if (!batch || pass >= batch.passes + batch.spares) return undefined
  if (cheque > (batch.format === 'card' ? 0 : batch.units)) return undefined
  return { batch: number, pass, cheque }
}

function sameCode(a: PrintedCode, b: PrintedCode): boolean {
  return a.batch === b.batch && a.pass === b.pass && a.cheque === b.cheque
}

/** A personal part is kept only when it is the one that its entry names. */
function personalOf(
  entry: JournalEntry | undefined,
  pushed: { readonly personal: PersonalPart | null },
): PersonalPart | undefined {
  const named = entry && personalHashIn(entry)
  if (!named || !pushed.personal) return undefined
  return equalBytes(named, personalHash(pushed.personal)) ? pushed.personal : undefined
}
