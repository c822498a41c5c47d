import { DAY } from '#domain/instant.ts'
import { forgetExpiredParts } from '#client/store/personal-parts.ts'
import { personalPartLasts } from '#domain/handover.ts'
import { forgetPersonalParts } from '#server/access/personal-parts.ts'
import { toHex, utf8 } from '#protocol/bytes.ts'
import { said } from '../moves/everyday.ts'
import { passTime, type Town } from '../town.ts'

/** A clock that was three days behind at the last contact, and is three days ahead when the act is dated. */
const longestError = 7 * DAY

/** I13: what a person said of themself is nowhere any more when its time is over, and the chains hold without it. */
export async function findKeptPersonalParts(town: Town): Promise<readonly string[]> {
  const wrongs: string[] = []
  await passTime(town, personalPartLasts + longestError)
  await forgetPersonalParts(town.server.installation)
  const marked = toHex(utf8(said.language))
  const kept = await town.server.database.query<{ bytes: Uint8Array }>(
    'SELECT bytes FROM entries UNION ALL SELECT bytes FROM held_entries UNION ALL SELECT part FROM personal_parts',
  )
  if (kept.some(({ bytes }) => toHex(bytes).includes(marked)))
    wrongs.push('I13 the server still knows what a person said')
  for (const { name, tabs, clockError } of town.tablets) {
    const [tab] = tabs
    if (!tab) continue
    await forgetExpiredParts(tab.store, town.clock.now() + clockError)
    for (const { bytes, personal } of await tab.store.entries.toArray()) {
      if (personal || toHex(bytes).includes(marked)) wrongs.push(`I13 ${name} still knows what a person said`)
    }
  }
  return wrongs
}
