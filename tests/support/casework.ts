import { expect } from 'vitest'
import type { PassProof } from '#protocol/journal-entry.ts'
import { managedCases } from '#protocol/manage/cases.ts'
import { managedPass } from '#protocol/manage/passes.ts'
import type { Database } from '#server/database/database.ts'
import type { VirtualDevice } from '#server/demonstration/virtual-device.ts'
import type { ProgrammeFile } from '#server/directory/programme-file.ts'
import { balanceOf } from '#server/ledger/transfers.ts'
import { startManaged } from './managed-server.ts'
import { programmeNumber, scanOf } from './server.ts'

export const said = { age: '65-79', situations: ['isolated'], language: 'ta' } as const
export const why = 'as told on the telephone'

export type Casework = Awaited<ReturnType<typeof openCasework>>

/** A programme with its manager, and what people do in it of which somebody has to decide. */
export async function openCasework(database: Database, changes: Partial<ProgrammeFile> = {}) {
  const managed = await startManaged(database, changes)
  const { server, get } = managed

  async function handOver(passes: readonly number[], batch = 1): Promise<VirtualDevice> {
    const desk = await server.enrol('desk')
    for (const pass of passes) {
      const code = server.codeOf(batch, pass)
      expect(desk.handOver(code, scanOf(code), said)).toBeDefined()
    }
    await desk.push()
    await server.publish()
    return desk
  }

  /** One unit of a card, or one cheque, taken by a device. */
  function take(device: VirtualDevice, pass: number, batch = 1, cheque = 0): string {
    const code = server.codeOf(batch, pass, cheque)
    const { id } = device.redeem(code, 'first-steps', scanOf(code))
    if (!id) throw new Error('nothing was taken')
    return id
  }

  /** Two acts of a device, and two more that begin again behind the first of them, as a copied store would write. */
  async function forked() {
    await handOver([0, 1, 2, 3])
    const venue = await server.enrol('venue')
    take(venue, 0)
    const [first] = venue.acts
    take(venue, 1)
    await venue.push()
    if (!first) throw new Error('no act')
    venue.acts.splice(1)
    const ids = [take(venue, 2), take(venue, 3)]
    return { venue, ids, answer: await venue.sendEntries(venue.acts.slice(1)) }
  }

  return {
    ...managed,
    handOver,
    take,
    forked,
    casesNow: async () => (await get('cases', managedCases)).cases,
    heldNow: async () => (await get('cases', managedCases)).held,
    passNow: async (batch: number, pass: number) => get(`passes/${batch}/${pass}`, managedPass),
    payable: async (structure: string) => balanceOf(database, programmeNumber, `payable/${structure}`),
    async outcomeOf(device: VirtualDevice, entry: string) {
      await device.pull()
      return device.outcomes.get(entry)
    },
  }
}

export function handoverProof(desk: VirtualDevice): PassProof {
  const act = desk.acts.find(({ kind }) => kind === 'handover')
  if (!act) throw new Error('nothing was handed over')
  return { handover: act.id }
}
