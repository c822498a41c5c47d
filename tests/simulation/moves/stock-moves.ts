import { stepsOf, stockActs, type Ends, type StockAct } from '#domain/stock-act.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { act, nameOf, now } from '../acts.ts'
import { passesPerBatch } from '../example-programme.ts'
import { oneIn, type Move } from '../move.ts'
import type { Tab } from '../tablet.ts'
import type { Town } from '../town.ts'
import { tabsOf } from './everyday.ts'

/** What any place says of passes, whether it holds them or not, in whatever order that reaches the server. */
export const stockMoves: readonly Move[] = [
  {
    name: 'move-stock',
    weight: 5,
    play: async (town, pick) => {
      const tab = pick(tabsOf(town))
      const { structure } = tab.tablet
      const movement = pick(stockActs)
      const [from, to] = pick(series)
      const others = ['desk', 'venue', 'other'].filter((each) => each !== structure)
      const other =
        movement === 'transfer' ? pick(others) : movement === 'reception' ? pick([...others, null]) : null
      const isOpened = movement === 'reception' && pick(oneIn(2))
      const batch = pick([1, 1, 2, 3])
      const moved: StockAct = {
        ...{ movement, batch, from, to, other },
        counted: isOpened ? pick([to - from, to - from + 1]) : null,
        ...{ damaged: [], missing: isOpened && to > from ? [[to, to]] : [] },
      }
      for (const { from: first, to: last, receiver } of stepsOf(moved, structure)) {
        if (receiver.startsWith('structure:')) continue
        for (let pass = first; pass <= last; pass++) town.gone.add(`${batch}/${pass}`)
      }
      await write(town, tab, batch, `${movement} of ${batch}/${from}-${to}`, () =>
        town.parts.moveStock(tab.store, tab.tablet.device, moved, now(town, tab)),
      )
    },
  },
  {
    name: 'count-stock',
    weight: 1,
    play: async (town, pick) => {
      const tab = pick(tabsOf(town))
      const count = { batch: pick([1, 2, 3]), counted: [pick(series)] }
      await write(town, tab, count.batch, `counted ${count.counted.join()}`, () =>
        town.parts.countStock(tab.store, tab.tablet.device, count, now(town, tab)),
      )
    },
  },
]

async function write(
  town: Town,
  tab: Tab,
  batch: number,
  note: string,
  append: () => Promise<StoredEntry>,
): Promise<void> {
  await act(town, tab, true, async (_, tell) => {
    const { device, id } = await append()
    if (tab.crash) return
    town.trace.note(`  ${nameOf(tab)}: ${note}`)
    tell({
      ...{ device, entry: id, code: { batch, pass: 0, cheque: 0 }, units: 0, asked: 0 },
      ...{ verdict: 'written', word: 'nothing', withdrawn: false, at: 0, headIssuedAt: 0 },
    })
  })
}

const last = passesPerBatch - 1
const series: readonly Ends[] = [
  [0, 0],
  [last, last],
  [0, last],
]
