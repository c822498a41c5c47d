import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

export type Ran = { readonly code: number | null; readonly lines: readonly string[] }

/** An operator's command in a process of its own, without a database unless the environment names one. */
export async function runCommand(
  command: string,
  environment: Readonly<Record<string, string>>,
  parameters: readonly string[] = [],
): Promise<Ran> {
  const child = spawn(process.execPath, [`${commands}${command}`, ...parameters], {
    env: { ...process.env, DATABASE_URL: '', ...environment },
  })
  let said = ''
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await once(child, 'close')
  return { code: child.exitCode, lines: said.trim().split('\n') }
}

/** And exit code 1. */
export function expectOneSentence({ code, lines }: Ran, words: RegExp): void {
  expect(lines.at(-1)).toMatch(words)
  expect(lines).toHaveLength(1)
  expect(code).toBe(1)
}

const commands = fileURLToPath(new URL('../../src/server/commands/', import.meta.url))
