import { samplesResponse, type Sample } from '#protocol/demonstration.ts'
import type { ManagedDevices } from '#protocol/manage/devices.ts'
import * as v from 'valibot'
import type { ServerProcess } from '#tests/support/server-process.ts'
import type { Place } from './tour.ts'
import type { Say } from './words.ts'

/** A link that lets one more browser in, as the doors of a demonstration give it. */
export async function linkOfDoor(server: ServerProcess, door: 'desk' | 'manager'): Promise<string> {
  const answer = await fetch(`${server.address}/api/demonstration/doors`, {
    method: 'POST',
    body: JSON.stringify({ door }),
  })
  const { link } = (await answer.json()) as { readonly link: string }
  return link
}

/** A manager at work without a screen ends the rights of the device of this name. */
export async function revokeIn(server: ServerProcess, name: string): Promise<void> {
  const manager = await server.enrol(await linkOfDoor(server, 'manager'), 'manager')
  const { devices } = (await (await manager.ask('GET', '/api/manage/devices')).json()) as ManagedDevices
  const device = devices.find((each) => each.name === name && each.revokedAt === null)?.device
  if (device === undefined) throw new Error(`no device has the name ${name}`)
  const body = new TextEncoder().encode(JSON.stringify({ why: 'lost' }))
  await manager.ask('POST', `/api/manage/devices/${device}/revoke`, body)
}

/** Sample cards in the states that a tour needs; each turn has its own, since a tour uses them. */
export async function placeOfTour(server: ServerProcess, say: Say, turn: 0 | 1): Promise<Place> {
  const answer = await fetch(`${server.address}/api/demonstration/samples`)
  const { samples } = v.parse(samplesResponse, await answer.json())
  const cards = samples.filter(({ format }) => format === 'card')
  const active = cards.filter(({ state, remaining }) => state === 'active' && remaining > 2)
  return {
    address: server.address,
    say,
    active: pick(active, turn),
    other: pick(active, turn + 2),
    inStock: pick(
      cards.filter(({ state, here }) => state === 'in-stock' && here),
      turn,
    ),
    notActive: pick(
      cards.filter(({ opened }) => !opened),
      0,
    ),
  }
}

function pick(cards: readonly Sample[], at: number): Sample {
  const card = cards[at]
  if (!card) throw new Error('the demonstration has too few sample cards')
  return card
}
