import type { EnrolmentCodeAnswer, EnrolmentCodeRequest } from '#protocol/manage/structures.ts'
import { issueLink, issueTypedCode } from '../access/enrolment-codes.ts'
import type { Installation } from '../installation.ts'
import { writeAudit, type ChangedBy } from './audit-trail.ts'
import { findStructure } from './programmes.ts'

/** Lets one more device act for a structure. The trail keeps for whom and how long, never the code. */
export async function issueEnrolmentCode(
  installation: Installation,
  programme: number,
  { structure, role, life }: EnrolmentCodeRequest,
  by: ChangedBy,
): Promise<EnrolmentCodeAnswer> {
  if (!(await findStructure(installation.database, structure)))
    return { type: 'refused', reason: 'unknown-structure' }
  const wanted = { programme, structure, role }
  const issued: EnrolmentCodeAnswer =
    life === 'typed'
      ? { type: 'code', ...(await issueTypedCode(installation, wanted)) }
      : { type: 'link', ...(await issueLink(installation, wanted, life)) }
  const after = JSON.stringify({ role, life, expiresAt: issued.expiresAt })
  const change = { act: 'issue-enrolment-code', subject: `structure/${structure}`, before: '', after }
  await writeAudit(installation.database, installation, programme, by, change)
  return issued
}
