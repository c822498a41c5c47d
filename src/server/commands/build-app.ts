import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const sources = [
  'src/client',
  'src/domain',
  'src/protocol',
  'locales',
  'public',
  'vite',
  'index.html',
  'vite.config.ts',
  'package-lock.json',
]

/** Builds the app when its sources changed since the last build. Answers false when there was nothing to do. */
export async function buildApp(): Promise<boolean> {
  const stamp = join(root, 'dist', '.sources')
  const current = fingerprintOfSources()
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === current) return false
  await runVite(process.execPath, [join(root, 'node_modules/vite/bin/vite.js'), 'build'], { cwd: root })
  writeFileSync(stamp, current)
  return true
}

/** In a process of its own: its many lines are shown only when it fails. */
const runVite = promisify(execFile)

function fingerprintOfSources(): string {
  const hash = createHash('sha256')
  for (const path of sources.map((source) => join(root, source)).flatMap(filesBelow)) {
    hash.update(relative(root, path)).update(readFileSync(path))
  }
  return hash.digest('hex')
}

function filesBelow(path: string): readonly string[] {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

if (import.meta.main) await buildApp()
