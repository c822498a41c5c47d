import { listProgrammes } from '../directory/programmes.ts'
import type { Installation } from '../installation.ts'
import type { Finding } from './finding.ts'
import { verifyLedger } from './verify-ledger.ts'

/** The check of every programme, for an operator; programmes by their names. */
export async function verifyProgrammes(
  installation: Installation,
): Promise<readonly { readonly programme: string; readonly findings: readonly Finding[] }[]> {
  const verified: { programme: string; findings: readonly Finding[] }[] = []
  for (const { number, name } of await listProgrammes(installation.database)) {
    verified.push({ programme: name, findings: await verifyLedger(installation, number) })
  }
  return verified
}
