import type { RefusedHandover } from '#domain/handover.ts'
import type { Unreadable } from '#domain/verdict.ts'
import type { Device } from '#client/device/device.ts'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import type { ScannedPass } from './handover-state.ts'

export type SeenPass =
  | { readonly type: 'pass'; readonly pass: ScannedPass }
  | { readonly type: 'unreadable'; readonly reason: Unreadable }
  | RefusedHandover

/** What a code in front of the desk is, and whether it may be given; writes nothing. */
export async function lookAtPass(
  device: Device,
  held: HeldKnowledge,
  scanned: ScannedText,
): Promise<SeenPass> {
  const read = await device.read(scanned.text, scanned.source === 'typed' ? 'typed' : 'scan')
  if (!read.ok) return { type: 'unreadable', reason: read.error }
  const answer = await device.checkHandover(read.value)
  if (answer.type === 'refused') return answer
  const { code } = read.value
  const batch = code ? held.batchByNumber.get(code.batch) : undefined
  return { type: 'pass', pass: { scanned, read: read.value, batch, flags: answer.flags } }
}
