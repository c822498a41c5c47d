import { parseArgs } from 'node:util'
import { seedsFrom, tellRun } from './expect-runs.ts'
import { families, familyNames } from './faults.ts'
import { playRun, stepsOfRun } from './play-run.ts'

/**
 * `npm run simulate -- --runs N --seed S --faults FAMILY --steps N`: that many runs from that seed on. Each that fails is
 * told, and the rest goes on. `--tell`: the hash of each run's trace too.
 */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '100' },
    seed: { type: 'string', default: String(Math.trunc(Math.random() * 1_000_000_000)) },
    faults: { type: 'string', default: 'all' },
    steps: { type: 'string', default: String(stepsOfRun) },
    tell: { type: 'boolean', default: false },
  },
})
const first = Number(values.seed)
const family = familyNames.find((name) => name === values.faults)
if (!family) throw new Error(`--faults is one of ${familyNames.join(', ')}`)
const started = performance.now()
let failed = 0
for (const seed of seedsFrom(first, Number(values.runs))) {
  const run = await playRun(seed, { faults: families[family], steps: Number(values.steps) })
  if (values.tell) console.log(`${seed} ${run.hash}`)
  if (run.wrongs.length === 0) continue
  failed++
  console.log(await tellRun(run, family))
}
const seconds = (performance.now() - started) / 1000
const { user, system } = process.cpuUsage()
const each = (user + system) / 1e6 / Number(values.runs)
console.log(
  `${values.runs} runs from seed ${first} in ${seconds.toFixed(0)} s, ${each.toFixed(2)} s of the processor each: ${failed} failed`,
)
process.exit(failed > 0 ? 1 : 0)
