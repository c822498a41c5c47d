import * as v from 'valibot'
import { operatorToken } from '../access/operator-token.ts'
import type { Configuration } from './configuration.ts'

/** Asks the server that holds the embedded store; undefined when none of this data folder answers on this port. */
export async function askRunningServer<Schema extends v.GenericSchema>(
  { port, dataFolder, databaseUrl }: Configuration,
  path: `/api/operator/${string}`,
  answer: Schema,
): Promise<v.InferOutput<Schema> | undefined> {
  if (databaseUrl !== undefined) return undefined
  try {
    const response = await fetch(`http://localhost:${port}${path}`, {
      method: 'POST',
      headers: { Authorization: `Operator ${operatorToken(dataFolder)}` },
    })
    const answered = v.safeParse(answer, await response.json())
    return answered.success ? answered.output : undefined
  } catch {
    return undefined
  }
}
