import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { findChromium } from './chromium.ts'
import { postgresPrograms } from './temporary-postgres.ts'

/** Installs what these projects of vitest.config.ts need on a Debian where we are root; says how elsewhere. */
export async function prepareMachine(projects: ReadonlySet<string>): Promise<void> {
  const missing: Need[] = []
  for (const need of needs) {
    if (projects.has(need.project) && !(await need.isMet())) missing.push(need)
  }
  if (missing.length === 0) return

  if (isRoot() && isDebian()) {
    installPackages(missing.map(({ debianPackage }) => debianPackage))
    return
  }
  const [browsers, others] = [missing.filter(isChromium), missing.filter((need) => !isChromium(need))]
  if (browsers.length > 0) {
    execFileSync('playwright-core', ['install', 'chromium'], { stdio: 'inherit' })
  }
  if (others.length > 0) {
    const packages = others.map(({ debianPackage }) => debianPackage).join(' ')
    throw new Error(`These tests need ${packages}: install them (Debian: sudo apt-get install ${packages}).`)
  }
}

type Need = {
  readonly project: string
  readonly debianPackage: string
  readonly isMet: () => boolean | Promise<boolean>
}

const needs: readonly Need[] = [
  {
    project: 'server-postgres',
    debianPackage: 'postgresql',
    isMet: async () => (await postgresPrograms()) !== undefined,
  },
  {
    project: 'browser',
    debianPackage: 'postgresql',
    isMet: async () => (await postgresPrograms()) !== undefined,
  },
  { project: 'browser', debianPackage: 'chromium', isMet: hasChromium },
  { project: 'browser', debianPackage: 'poppler-utils', isMet: () => isOnPath('pdftotext') },
  { project: 'browser', debianPackage: 'zbar-tools', isMet: () => isOnPath('zbarimg') },
  // A screen in Tamil or Chinese is only seen where its letters are.
  { project: 'browser', debianPackage: 'fonts-noto-core', isMet: () => hasLettersOf('ta') },
  { project: 'browser', debianPackage: 'fonts-noto-cjk', isMet: () => hasLettersOf('zh-cn') },
]

function isChromium(need: Need): boolean {
  return need.debianPackage === 'chromium'
}

function installPackages(packages: readonly string[]) {
  console.log(`Installing ${packages.join(', ')}`)
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  execFileSync('apt-get', ['update', '-qq'], { stdio: ['ignore', 'ignore', 'inherit'], env })
  execFileSync('apt-get', ['install', '-qq', '-y', '--no-install-recommends', ...packages], {
    stdio: ['ignore', 'ignore', 'inherit'],
    env,
  })
}

function hasChromium(): boolean {
  try {
    return findChromium() !== ''
  } catch {
    return false
  }
}

/** Asks fontconfig; a system without it brings its own letters. */
function hasLettersOf(language: string): boolean {
  if (!isOnPath('fc-list')) return !isDebian()
  return execFileSync('fc-list', [`:lang=${language}`], { encoding: 'utf8' }) !== ''
}

function isOnPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((folder) => existsSync(join(folder, program)))
}

function isRoot(): boolean {
  return process.getuid?.() === 0
}

function isDebian(): boolean {
  return existsSync('/etc/os-release') && /^ID=debian$/m.test(readFileSync('/etc/os-release', 'utf8'))
}
