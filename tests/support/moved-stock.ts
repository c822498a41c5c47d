import { DAY } from '#domain/instant.ts'
import type { StockAct } from '#domain/stock-act.ts'
import type { Bytes } from '#protocol/bytes.ts'
import { personalHash, type PersonalPart } from '#protocol/journal-entry.ts'
import { encodeDrawings } from '#protocol/signature.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import type { TestServer } from './server.ts'

/** A desk receives fifty passes of batch 1 against a drawn signature, finds one damaged, and counts. */
export function moveStock(
  server: TestServer,
  desk: VirtualDevice,
  counted: readonly [from: number, to: number],
): void {
  const drawing = encodeDrawings({ giver: [[0, 0, 9, 9]], receiver: null })
  if (!drawing) throw new Error('nothing was drawn')
  const drawn = aPart(server, drawing)
  const box = { batch: 1, other: null, counted: null, damaged: [], missing: [] } satisfies Partial<StockAct>
  desk.act(
    'stock-movement',
    {
      ...{ ...box, movement: 'reception', from: 0, to: 49, counted: 49, missing: [[48, 48]] },
      ...{ personal: personalHash(drawn), signed: { giver: 'drawn', receiver: 'tap' } },
    },
    drawn,
  )
  desk.act('stock-movement', { ...box, movement: 'damage', from: 47, to: 47, personal: null })
  desk.act('stock-count', { batch: 1, counted: [counted] })
}

/** What a person said or drew, beside its act. */
export function aPart(server: TestServer, part: Bytes): PersonalPart {
  return { salt: new Uint8Array(16).fill(7), part, expiresAt: server.now() + 300 * DAY }
}
