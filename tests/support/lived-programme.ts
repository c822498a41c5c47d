import { expect } from 'vitest'
import { balancesOf, type Account, type Transfer } from '#domain/ledger.ts'
import type { Database } from '#server/database/database.ts'
import { startManaged } from './managed-server.ts'
import { programmeNumber, scanOf } from './server.ts'

export const said = { age: '65-79', situations: ['isolated'], language: 'ta' } as const

export type Lived = Awaited<ReturnType<typeof openLived>>

/** A programme with its manager, and a day of it that a test may live: what it shows is then made of real acts. */
export async function openLived(database: Database) {
  const managed = await startManaged(database)
  const { server } = managed

  async function live(): Promise<void> {
    const desk = await server.enrol('desk')
    for (const pass of [0, 1]) {
      const code = server.codeOf(1, pass)
      desk.handOver(code, scanOf(code), said)
    }
    await desk.push()
    await server.publish()
    const venue = await server.enrol('venue')
    const other = await server.enrol('other')
    const [card, second] = [server.codeOf(1, 0), server.codeOf(1, 1)]
    venue.redeem(card, 'workshop', scanOf(card))
    venue.redeem(second, 'first-steps', scanOf(second))
    other.redeem(card, 'first-steps', scanOf(card))
    const inStock = server.codeOf(1, 2)
    other.redeem(inStock, 'first-steps', scanOf(inStock))
    await venue.push()
    await other.push()
  }

  /** Two tablets take the last unit of a card without a network. */
  async function rivals(): Promise<void> {
    await live()
    const card = server.codeOf(1, 0)
    const venue = await server.enrol('venue')
    for (let i = 0; i < 6; i++) {
      await server.publish()
      await venue.pull()
      venue.redeem(card, 'first-steps', scanOf(card))
      await venue.push()
    }
    await server.publish()
    const other = await server.enrol('other')
    await venue.pull()
    await other.pull()
    expect(venue.redeem(card, 'first-steps', scanOf(card)).verdict.type).toBe('accepted')
    server.pass(60_000)
    expect(other.redeem(card, 'first-steps', scanOf(card)).verdict.type).toBe('accepted')
    await venue.push()
    server.pass(60_000)
    await other.push()
  }

  async function ledger(): Promise<ReadonlyMap<Account, number>> {
    const transfers = await database.query<Transfer>(
      'SELECT debit, credit, cents FROM transfers WHERE programme = $1',
      [programmeNumber],
    )
    return balancesOf(transfers)
  }

  async function audit() {
    return database.query<{ device: string; act: string; subject: string; before_text: string; why: string }>(
      'SELECT * FROM audit_trail WHERE programme = $1 ORDER BY at, id',
      [programmeNumber],
    )
  }

  return { ...managed, live, rivals, ledger, audit }
}
