import { existsSync } from 'node:fs'
import { runAll, type NamedCommand } from './commands.ts'

/** `npm run check`: what holds without running the code. Two at a time; each is also a script of its own. */
const checks: readonly NamedCommand[] = [
  { name: 'lint', command: ['eslint', '--max-warnings', '0', '.'] },
  { name: 'types', command: ['node', 'checks/compile.ts'] },
  { name: 'format', command: ['prettier', '--check', '--log-level=warn', '.'] },
  { name: 'dead code', command: ['knip'] },
  { name: 'import cycles', command: ['node', 'checks/import-cycles.ts'] },
  { name: 'css directions', command: ['node', 'checks/css-directions.ts'] },
]

const built =
  existsSync('dist/.vite/manifest.json') || (await runAll([{ name: 'build', command: ['vite', 'build'] }], 1))
const held = await runAll(checks, 2)
const sized =
  built &&
  (await runAll([{ name: 'bundle size', command: ['node', 'checks/bundle-size.ts'], alwaysSay: true }], 1))
process.exitCode = built && held && sized ? 0 : 1
