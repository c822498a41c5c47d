import { parseEnrolmentLink, parseTypedCode } from '#protocol/enrolment.ts'

/** Why a text is no code of the server at this address, before anything else is asked. */
export function objectionTo(linkOrCode: string, address: string): 'foreign' | 'not-an-enrolment' | undefined {
  const link = parseEnrolmentLink(linkOrCode)
  if (link.ok) return link.value.address === address ? undefined : 'foreign'
  return parseTypedCode(linkOrCode).ok ? undefined : 'not-an-enrolment'
}
