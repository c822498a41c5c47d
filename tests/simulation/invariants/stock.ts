import { stepsOf } from '#domain/stock-act.ts'
import { readStock } from '#client/store/read-stock.ts'
import { bodyOf, decodeEntry } from '#protocol/journal-entry.ts'
import { lookUpPass } from '#protocol/pass-list.ts'
import type { EntryRow, Picture } from '../picture.ts'
import { readAtOnce } from '../tablet.ts'
import type { Town } from '../town.ts'

/**
 * K300: each pass is where all movements lead, followed here one pass at a time; the server announces it there, a desk
 * finds in its stock what is there and with nobody, and a movement of what its sender did not hold says so.
 */
export async function findStrayStock(town: Town, picture: Picture): Promise<readonly string[]> {
  const { places, odd } = await followPasses(town, picture)
  return [
    ...(await findWronglyAnnounced(town, places)),
    ...findWrongWords(picture, odd),
    ...(await findWrongDesks(town, picture, places)),
  ]
}

type Places = ReadonlyMap<string, string>

async function followPasses({ server }: Town, picture: Picture) {
  const { database } = server
  const places = new Map<string, string>()
  const goneFrom = new Map<string, string>()
  const odd = new Set<string>()
  const deliveries = await database.query<{ batch: number; from: number; to: number; structure: string }>(
    'SELECT batch, from_pass AS from, to_pass AS to, structure FROM deliveries',
  )
  for (const { batch, from, to, structure } of deliveries) {
    for (let pass = from; pass <= to; pass++) places.set(`${batch}/${pass}`, `structure:${structure}`)
  }
  const dated = await database.query<{ entry: string; at: number }>(
    'SELECT entry, at FROM stock_movements WHERE step = 0 ORDER BY at, entry',
  )
  const rows = new Map(picture.entries.map((row) => [row.entry, row]))
  for (const { entry } of dated) {
    const row = rows.get(entry)
    const read = row && decodeEntry(row.bytes)
    const act = read?.ok && bodyOf(read.value, 'stock-movement')
    if (!row || !act) continue
    for (const { from, to, sender, receiver } of stepsOf(act, row.structure)) {
      for (let pass = from; pass <= to; pass++) {
        const key = `${act.batch}/${pass}`
        const place = places.get(key) ?? 'printer'
        // What is gone is found by who said so. Rule Q32.
        const isSent = sender === 'lost' ? isGone(place) && goneFrom.get(key) === receiver : place === sender
        if (isSent) {
          if (isGone(receiver)) goneFrom.set(key, place)
          places.set(key, receiver)
        } else if (place !== receiver) odd.add(entry)
      }
    }
  }
  return { places, odd }
}

function isGone(place: string): boolean {
  return place === 'lost' || place === 'damaged'
}

async function findWronglyAnnounced({ server }: Town, places: Places): Promise<readonly string[]> {
  const rows = await server.database.query<{ batch: number; from: number; to: number; structure: string }>(
    'SELECT batch, from_pass AS from, to_pass AS to, structure FROM announced',
  )
  const announced = new Map<string, string>()
  for (const { batch, from, to, structure } of rows) {
    for (let pass = from; pass <= to; pass++) announced.set(`${batch}/${pass}`, `structure:${structure}`)
  }
  return [...new Set([...places.keys(), ...announced.keys()])].flatMap((key) => {
    const place = places.get(key) ?? 'printer'
    const due = place.startsWith('structure:') ? place : undefined
    return announced.get(key) === due
      ? []
      : [`K300 pass ${key} is announced to ${announced.get(key)} and is in ${place}`]
  })
}

function findWrongWords({ entries, outcomes }: Picture, odd: ReadonlySet<string>): readonly string[] {
  return entries
    .filter(({ kind, held }) => kind === 'stock-movement' && held === '')
    .flatMap(({ entry }) => {
      const reason = outcomes.get(entry)?.at(-1)?.reason
      return (reason === 'not-held') === odd.has(entry)
        ? []
        : [`K300 movement ${entry} is told ${reason}, ${odd.has(entry) ? 'not all' : 'all'} was held`]
    })
}

/**
 * A copied tablet hears one half of the notices: what it still counts as its own is not in every list. Whether a pass was
 * given, taken back, or went elsewhere, of which a handover, its undo or a movement is held, a person says.
 */
async function findWrongDesks(town: Town, picture: Picture, places: Places): Promise<readonly string[]> {
  const wrongs: string[] = []
  const held = picture.entries.filter((row) => row.held !== '')
  const takenBack = picture.entries.filter(({ entry }) => held.some(({ target }) => target === entry))
  const undecided = new Set([...held, ...takenBack].flatMap(passesMoved))
  for (const { name, structure, device, tabs } of town.tablets) {
    const [tab] = tabs
    if (!tab || town.revoked.has(device) || town.doubled.has(device)) continue
    const stock = await readAtOnce(tab.store, () => readStock(tab.store, device, town.clock.now))
    const here = stock.batches.flatMap(({ ranges }) =>
      ranges.flatMap(({ batch, from, to }) =>
        Array.from({ length: to - from + 1 }, (_, step) => `${batch}/${from + step}`),
      ),
    )
    const due = [...places]
      .filter(([key, place]) => place === `structure:${structure}` && !isGiven(picture, key))
      .map(([key]) => key)
    const [found, there] = [here, due].map((keys) =>
      keys
        .filter((key) => !undecided.has(key))
        .sort()
        .join(),
    )
    if (found !== there) wrongs.push(`K300 ${name} finds ${found} in its stock, there is ${there}`)
  }
  return wrongs
}

function passesMoved({ kind, batch, pass, bytes }: EntryRow): readonly string[] {
  if (kind === 'handover') return [`${batch}/${pass}`]
  const read = decodeEntry(bytes)
  const act = read.ok && bodyOf(read.value, 'stock-movement')
  if (!act) return []
  return Array.from({ length: act.to - act.from + 1 }, (_, step) => `${act.batch}/${act.from + step}`)
}

function isGiven({ lists }: Picture, key: string): boolean {
  const [batch = 0, pass = 0] = key.split('/').map(Number)
  const list = lists.get(batch)
  const state = list && lookUpPass(list, pass)?.state
  return state === 'active' || state === 'watch' || state === 'suspended' || state === 'closed'
}
