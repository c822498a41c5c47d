import { expect, test } from 'vitest'
import { checkNames, type CheckName, type Findings, type Probes } from '#client/features/readiness/finding.ts'
import { overallOf, runChecks } from '#client/features/readiness/run-checks.ts'

const good: Probes = {
  knowledge: async () => ({ standing: 'good', word: 'fresh' }),
  keys: async () => ({ standing: 'good', word: 'all' }),
  unsent: async () => ({ standing: 'good', word: 'none' }),
  camera: async () => ({ standing: 'good', word: 'works' }),
  offline: async () => ({ standing: 'good', word: 'ready' }),
  clock: async () => ({ standing: 'good', word: 'right' }),
  persistence: async () => ({ standing: 'good', word: 'kept' }),
  space: async () => ({ standing: 'good', word: 'room' }),
  languages: async () => ({ standing: 'good', word: 'all' }),
}

test('[S57] every check is run, and only when all are good is the tablet ready', async () => {
  const findings = await run(good)
  expect(Object.keys(findings).toSorted()).toEqual(checkNames.toSorted())
  expect(overallOf(findings)).toBe('ready')
  expect(overallOf({})).toBe('checking')
  expect(overallOf({ ...findings, space: undefined })).toBe('checking')
  expect(overallOf({ clock: { standing: 'see', word: 'fast' } })).toBe('see')
})

test.each(checkNames)(
  '[S57] a check of %s that hangs or fails says so, and holds up no other',
  async (name) => {
    for (const broken of [() => new Promise<never>(() => undefined), () => Promise.reject(new Error('no'))]) {
      const findings = await run({ ...good, [name]: broken })
      expect(findings[name]).toEqual({ standing: 'see', word: 'no-answer' })
      expect(overallOf(findings)).toBe('see')
      expect(checkNames.filter((each) => findings[each]?.standing === 'good')).toHaveLength(
        checkNames.length - 1,
      )
    }
  },
)

test('[S57] a check that fails before it has promised anything is one that failed', async () => {
  const findings = await run({
    ...good,
    persistence: () => {
      throw new TypeError('navigator.storage is undefined')
    },
  })
  expect(findings.persistence).toEqual({ standing: 'see', word: 'no-answer' })
})

async function run(probes: Probes): Promise<Findings> {
  const findings: { [Name in CheckName]?: unknown } = {}
  await runChecks(probes, (name, finding) => (findings[name] = finding), 30)
  return findings as Findings
}
