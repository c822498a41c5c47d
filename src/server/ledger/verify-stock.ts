import type { Delivery } from '#domain/batch.ts'
import { stepsOf } from '#domain/stock-act.ts'
import { foldStock } from '#domain/stock.ts'
import { bodyOf, decodeEntry } from '#protocol/journal-entry.ts'
import { announcedBy, deliveredMovements, recordedMovements } from './batch-stock.ts'
import { compare, type Finding, type Verified } from './finding.ts'

/** The steps of each movement are those of its bytes, and what is announced of each batch is where they lead. */
export async function verifyStock(verified: Verified): Promise<readonly Finding[]> {
  const { queries, programme, batches } = verified
  const findings: Finding[] = []
  for (const batch of batches) {
    const { number } = batch
    const movements = [
      ...(await deliveredMovements(queries, programme.number, number)),
      ...(await recordedMovements(queries, programme.number, number)),
    ]
    const announced = announcedBy(foldStock(batch, movements))
    findings.push(...compare('announced-differs', `batch/${number}`, announced, joined(batch.deliveries)))
  }
  return [...findings, ...(await verifySteps(verified))]
}

/** Neighbours of one structure are one range: deliveries of before the fold are kept as they were written, until the next one. */
function joined(deliveries: readonly Delivery[]): readonly Delivery[] {
  return deliveries.reduce<readonly Delivery[]>((ranges, next) => {
    const last = ranges.at(-1)
    const continues = last && last.structure === next.structure && last.to === next.from - 1
    return continues ? [...ranges.slice(0, -1), { ...last, to: next.to }] : [...ranges, next]
  }, [])
}

async function verifySteps({ queries, programme }: Verified): Promise<readonly Finding[]> {
  const entries = await queries.query<{ entry: string; bytes: Uint8Array; structure: string }>(
    `SELECT entry, bytes, structure FROM entries WHERE programme = $1 AND kind = 'stock-movement' AND held = ''`,
    [programme.number],
  )
  const steps = await queries.query<{ entry: string; said: unknown }>(
    `SELECT entry, json_build_object('from', from_pass, 'to', to_pass, 'sender', sender, 'receiver', receiver,
       'signed', json_build_array(giver_signed, receiver_signed)) AS said
     FROM stock_movements WHERE programme = $1 ORDER BY entry, step`,
    [programme.number],
  )
  return entries.flatMap(({ entry, bytes, structure }) => {
    const read = decodeEntry(new Uint8Array(bytes))
    const act = read.ok ? bodyOf(read.value, 'stock-movement') : undefined
    const wanted =
      act &&
      stepsOf(act, structure).map(({ from, to, sender, receiver }, step) => {
        const signed = step === 0 ? act.signed : undefined
        return { from, to, sender, receiver, signed: [signed?.giver ?? null, signed?.receiver ?? null] }
      })
    const stored = steps.filter((row) => row.entry === entry).map(({ said }) => said)
    return compare('movement-differs', `entry/${entry}`, wanted, stored)
  })
}
