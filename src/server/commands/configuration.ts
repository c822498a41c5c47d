import { resolve } from 'node:path'
import { SECOND } from '#domain/instant.ts'
import { fail, ok, type Result } from '#domain/result.ts'

/** What an operator chooses, from the environment. */
export type Configuration = {
  readonly port: number
  /** Folder of the embedded database. */
  readonly dataFolder: string
  /** A PostgreSQL server; none means the embedded database. */
  readonly databaseUrl: string | undefined
  /** The public address that is written in every code. */
  readonly address: string
  readonly publishEvery: number
}

/** Reads the environment, in which an empty variable is none; the error is one sentence for the operator. */
export function readConfiguration(given: NodeJS.ProcessEnv): Result<Configuration, string> {
  const environment = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== ''))
  const port = Number(environment.PORT ?? 8080)
  if (!Number.isInteger(port) || port < 1 || port > 65535) {
    return fail(`PORT is "${environment.PORT}": it must be a whole number from 1 to 65535.`)
  }
  const address = (environment.CARNET_URL ?? `http://localhost:${port}`).replace(/\/+$/, '')
  if (!URL.canParse(address) || !/^https?:\/\/[^/#?]+$/.test(address)) {
    return fail(
      `CARNET_URL is "${environment.CARNET_URL}": it must be an address like https://carnet.example.org.`,
    )
  }
  const publishEvery = Number(environment.CARNET_PUBLISH_SECONDS ?? 30) * SECOND
  if (!(publishEvery >= SECOND / 10)) {
    return fail(
      `CARNET_PUBLISH_SECONDS is "${environment.CARNET_PUBLISH_SECONDS}": it must be a number of seconds.`,
    )
  }
  return ok({
    port,
    dataFolder: resolve(environment.CARNET_DATA ?? 'data'),
    databaseUrl: environment.DATABASE_URL,
    address,
    publishEvery,
  })
}
