import type { PrintedCode } from '#domain/batch.ts'
import { fail, ok, type Result } from '#domain/result.ts'
import { bodyOf, decodeEntry, type ProvenPass } from '#protocol/journal-entry.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Turn } from './journal.ts'
import { tripleOf, type ReadCode } from './read-code.ts'
import { passOfEntry } from './stored-entry.ts'

/** A pass in hand, or, when it is lost, the handover by which this device gave it. */
export type NamedPass = { readonly read: ReadCode } | { readonly handover: Uuid }

export type NamedWithProof = {
  readonly proven: ProvenPass
  /** Undefined when a number could not be resolved here: the server will. */
  readonly pass: PrintedCode | undefined
}

/** Why a pass is not proven here. Each is a locale key. */
export type ProofRefusal = 'not-here' | 'already-undone' | 'other-programme'

/** What an entry says of a pass, with what proves it. Reads the store through the turn. */
export async function provePass(turn: Turn, named: NamedPass): Promise<Result<NamedWithProof, ProofRefusal>> {
  if ('read' in named) {
    const { read } = named
    if (read.programme !== turn.held.records.programme.number) return fail('other-programme')
    return ok({ proven: { code: tripleOf(read.code), proof: read.proof }, pass: read.code ?? undefined })
  }
  const given = await turn.entry(named.handover)
  const decoded = given && decodeEntry(given.bytes)
  const body = decoded?.ok ? bodyOf(decoded.value, 'handover') : undefined
  if (!given || !body) return fail('not-here')
  if (given.undoneBy !== undefined) return fail('already-undone')
  return ok({ proven: { code: body.code, proof: { handover: given.id } }, pass: passOfEntry(given) })
}
