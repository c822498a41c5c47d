import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { join } from 'node:path'
import { fail, ok, type Result } from '#domain/result.ts'

const run = promisify(execFile)

/** A program of PostgreSQL, from the PATH or from where `pg_config` says; the error is one sentence. */
export async function runPostgresProgram(
  program: 'pg_dump' | 'pg_restore',
  programArguments: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Result<string, string>> {
  const env = { ...process.env, ...environment }
  for (const path of [program, ...(await installedPath(program))]) {
    try {
      const { stdout } = await run(path, [...programArguments], { env, maxBuffer: 64 * 1024 * 1024 })
      return ok(stdout)
    } catch (error) {
      if (!isAbsent(error)) return fail(`${program} failed: ${firstLine(error)}.`)
    }
  }
  return fail(
    `${program} is not on this machine: install PostgreSQL's client programs (Debian: apt-get install postgresql-client).`,
  )
}

/** A connection without its password on the command line, where every user of the machine could read it. */
export function connectionOf(databaseUrl: string): {
  readonly dbname: string
  readonly environment: Readonly<Record<string, string>>
} {
  if (!URL.canParse(databaseUrl)) return { dbname: databaseUrl, environment: {} }
  const url = new URL(databaseUrl)
  const password = decodeURIComponent(url.password)
  url.password = ''
  return { dbname: url.href, environment: password === '' ? {} : { PGPASSWORD: password } }
}

async function installedPath(program: string): Promise<readonly string[]> {
  try {
    return [join((await run('pg_config', ['--bindir'])).stdout.trim(), program)]
  } catch {
    return []
  }
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT'
}

function firstLine(error: unknown): string {
  const stderr = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error)
  return (stderr.trim().split('\n')[0] ?? '').replace(/^pg_\w+: (error: )?/, '').replace(/\.$/, '')
}
