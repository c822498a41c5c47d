import { availableParallelism } from 'node:os'
import { runAll } from './commands.ts'

/** One small TypeScript program per part, each with only what its runtime offers. */
const parts = [
  'src/domain',
  'src/protocol',
  'src/server',
  'src/client',
  'src/client/service-worker',
  'tests',
  '.',
]

const done = await runAll(
  parts.map((part) => ({ name: part, command: ['tsc', '--project', part] })),
  availableParallelism(),
)
process.exitCode = done ? 0 : 1
