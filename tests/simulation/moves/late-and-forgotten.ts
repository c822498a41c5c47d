import { exchange, give } from '../acts.ts'
import { pickFrom, type Move } from '../move.ts'
import type { Town } from '../town.ts'
import { said, tabsOf } from './everyday.ts'
import { forgetting } from './forgetting.ts'
import { unreadActs } from './unread-acts.ts'

/**
 * Of what comes late, the story that needs most: an act is read only after the backup, it is paid, its tablet forgets what
 * backups hold, and the newest of them comes back. Each step is one that every run may draw.
 */
export const lateAndForgotten: Move = {
  name: 'late-and-forgotten',
  weight: 1,
  play: async (town) => {
    const [desk] = tabsOf(town).filter(({ tablet }) => tablet.structure === 'desk')
    for (const code of town.codes.slice(0, 2)) if (desk) await give(town, desk, code, said)
    if (desk) await exchange(town, desk, 'all', true)
    await play(town, 'come-late', [0, 0, 1, 0, 0])
    await play(town, 'a-month', [1])
    await play(town, 'restore-newest', [])
  },
}

/** Its steps, drawn more often than anything else. */
export const lateAndForgetting: readonly Move[] = [
  ...forgetting,
  ...forgetting,
  ...unreadActs.filter(({ name }) => name === 'come-late'),
].map((move) => ({ ...move, weight: 5 }))

async function play(town: Town, move: string, picks: readonly number[]): Promise<void> {
  const found = [...unreadActs, ...forgetting].find(({ name }) => name === move)
  await found?.play(town, pickFrom({ move, picks }))
}
