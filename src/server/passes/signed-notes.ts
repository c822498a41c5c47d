import { deliveryActs, type DeliveryAct, type SignatureWay } from '#domain/delivery-note.ts'
import type { ManagedStock } from '#protocol/manage/stock.ts'
import { decodeDrawings } from '#protocol/signature.ts'
import type { Queries } from '../database/database.ts'
import type { ToldSeries } from './counted-stock.ts'

const mostShown = 50

type NoteRow = ToldSeries & {
  readonly kind: DeliveryAct
  readonly giver: SignatureWay | null
  readonly receiver: SignatureWay | null
  /** Gone once it has expired. */
  readonly part: Uint8Array | null
}

/** The last boxes that came or left, the newest first, and how each hand signed their notes. */
export async function signedNotes(
  queries: Queries,
  programme: number,
  nameOf: (structure: string) => string,
): Promise<ManagedStock['notes']> {
  const rows = await queries.query<NoteRow>(
    `SELECT m.entry, m.structure, m.at, m.batch, m.from_pass AS from, m.to_pass AS to, m.movement AS kind,
       m.giver_signed AS giver, m.receiver_signed AS receiver, p.part
     FROM stock_movements m LEFT JOIN personal_parts p ON p.programme = m.programme AND p.entry = m.entry
     WHERE m.programme = $1 AND m.step = 0 AND m.movement = ANY($2::text[])
     ORDER BY m.at DESC, m.entry LIMIT $3`,
    [programme, [...deliveryActs], mostShown],
  )
  return rows.map(({ structure, part, giver, receiver, ...row }) => {
    const drawn = part ? decodeDrawings(new Uint8Array(part)) : undefined
    return {
      ...row,
      name: nameOf(structure),
      giver: { way: giver, drawing: copyOf(drawn?.giver) },
      receiver: { way: receiver, drawing: copyOf(drawn?.receiver) },
    }
  })
}

function copyOf(drawing: readonly (readonly number[])[] | null | undefined) {
  return drawing?.map((stroke) => [...stroke]) ?? null
}
