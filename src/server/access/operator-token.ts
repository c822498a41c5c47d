import { chmodSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { toHex } from '#protocol/bytes.ts'
import { randomBytes } from '../installation.ts'

/**
 * The embedded store has one process, so an operator's command asks the running server. Whoever can read this file in
 * the data folder could read the database too.
 */
export function operatorToken(dataFolder: string): string {
  const path = join(dataFolder, 'operator-token')
  if (!existsSync(path)) {
    writeFileSync(path, toHex(randomBytes(32)), { mode: 0o600 })
    chmodSync(path, 0o600)
  }
  return readFileSync(path, 'utf8').trim()
}
