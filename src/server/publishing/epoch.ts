import { uuidOf, type Uuid } from '#protocol/uuid.ts'
import type { Installation } from '../installation.ts'

/** The installation's first row: drawn once, and its epoch again when the server finds that it forgot something. */
export async function createInstallation(installation: Installation, demonstration: boolean): Promise<void> {
  await installation.database.query(
    "INSERT INTO installation VALUES ('this', $1, $2, $3, $4) ON CONFLICT DO NOTHING",
    [uuidOf(installation.random(16)), demonstration, 1, installation.now()],
  )
}

export async function readEpoch(installation: Installation): Promise<Uuid> {
  return (await readInstallation(installation)).epoch
}

export async function readInstallation({ database }: Installation) {
  const [row] = await database.query<{ epoch: Uuid; demonstration: boolean }>(
    'SELECT epoch, demonstration FROM installation',
  )
  if (!row) throw new Error('this installation was never created')
  return row
}
