import type { ProvenPass } from '#protocol/journal-entry.ts'
import { passUsesResponse, type PassUsesResponse } from '#protocol/pass-uses.ts'
import { protocolVersion } from '#protocol/version.ts'
import { exchange, type Link } from './link.ts'

/** What the server knows of the uses of a pass; `no-network` where it does not answer as our server does. */
export async function askPassUses(
  link: Link,
  { code, proof }: ProvenPass,
): Promise<PassUsesResponse | { readonly type: 'no-network' }> {
  try {
    const asked = { protocol: protocolVersion, code: code && [...code], proof }
    const answer = await exchange(link, '/api/pass-uses', asked, passUsesResponse)
    if (answer.ok) return answer.value.response
    return answer.error === 'revoked' ? { type: 'refused', reason: 'revoked' } : { type: 'no-network' }
  } catch {
    return { type: 'no-network' }
  }
}
