import { answerBefore } from '#client/store/time-limit.ts'
import { checkNames, type CheckName, type Finding, type Findings, type Probes } from './finding.ts'

/** How long a check may take, in milliseconds. */
export const checksWithin = 8000

/** All at once, each with its time limit; one that fails or hangs says so and holds up no other. */
export async function runChecks(
  probes: Probes,
  found: <Name extends CheckName>(name: Name, finding: Finding<Name>) => void,
  within = checksWithin,
): Promise<void> {
  async function run<Name extends CheckName>(name: Name): Promise<void> {
    const noAnswer: Finding<Name> = { standing: 'see', word: 'no-answer' }
    // A check may fail before it has promised anything.
    const asked = Promise.resolve().then(() => probes[name]())
    found(name, await answerBefore<Finding<Name>>(asked, within, noAnswer))
  }
  await Promise.all(checkNames.map((name) => run(name)))
}

/** `ready` only once every check has found nothing to see to. */
export function overallOf(findings: Findings): 'checking' | 'ready' | 'see' {
  const all = checkNames.map((name) => findings[name]?.standing)
  if (all.includes('see')) return 'see'
  return all.includes(undefined) ? 'checking' : 'ready'
}
