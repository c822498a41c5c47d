import { redeemPass } from '#client/store/redeem-pass.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { openDesk, readHere, type Desk } from '#tests/client/store/a-desk.ts'

/** Each on another pass, so that each is accepted. */
export async function deskWithActs(acts: number): Promise<Desk> {
  const desk = await openDesk()
  for (let pass = 0; pass < acts; pass++) await act(desk, pass)
  return desk
}

export async function act(desk: Desk, pass: number): Promise<StoredEntry> {
  const text = await desk.server.signCode({ batch: 3, pass, cheque: 0 })
  const read = await readHere(desk.store, desk.device, text)
  return (await redeemPass(desk.store, desk.device, { read, service: 'basics' }, desk.now)).entry
}

export async function rowOf(desk: Desk, sequence: number): Promise<StoredEntry> {
  const row = await desk.store.entries.get([desk.device, sequence])
  if (!row) throw new Error(`no act ${sequence}`)
  return row
}
