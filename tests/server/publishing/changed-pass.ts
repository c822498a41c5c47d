import { newUuid } from '#server/installation.ts'
import { programmeNumber, type TestServer } from '#tests/support/server.ts'

/** A card of batch 1 that now has so many units used, as a push leaves it; with `noted: false`, as nobody may leave it. */
export async function useCard(
  { database, installation }: TestServer,
  pass: number,
  used: number,
  { noted = true }: { readonly noted?: boolean } = {},
): Promise<void> {
  await database.query(
    `INSERT INTO passes VALUES ($1, 1, $2, 'active', $3, '{}', true, 1)
     ON CONFLICT (programme, batch, pass) DO UPDATE SET used = excluded.used`,
    [programmeNumber, pass, used],
  )
  if (!noted) return
  await database.query('INSERT INTO pass_changes (programme, change, batch, pass) VALUES ($1, $2, 1, $3)', [
    programmeNumber,
    newUuid(installation),
    pass,
  ])
}
