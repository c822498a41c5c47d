import { fail, ok, type Result } from '#domain/result.ts'
import { recordPush } from '#client/store/exchanges.ts'
import { nextToPush } from '#client/store/pending-push.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { signChainEnd } from '#protocol/journal-entry.ts'
import { pushResponse, type PushRequest } from '#protocol/push.ts'
import { protocolVersion } from '#protocol/version.ts'
import { exchange, type Link, type PauseReason } from './link.ts'
import { contactOf } from './signed-fetch.ts'

/**
 * Sends the outbox, in pushes of at most a hundred entries, one tab and one caller at a time. Repeating a push whose
 * answer was lost changes nothing: the server knows the entries. Rejects when the world is absent; nothing is dropped.
 */
export async function pushEntries(link: Link): Promise<Result<{ readonly sent: number }, PauseReason>> {
  return link.world.alone(`carnet-push/${link.device}`, async () => {
    let sent = 0
    for (;;) {
      const entries = await nextToPush(link.store, link.device)
      if (entries.length === 0) return ok({ sent })
      const pushed = await pushOnce(link, entries)
      if (!pushed.ok) return pushed
      sent += pushed.value
    }
  })
}

async function pushOnce(link: Link, entries: readonly StoredEntry[]): Promise<Result<number, PauseReason>> {
  const request = await requestOf(link, entries)
  const pushed = await exchange(link, '/api/push', request, pushResponse)
  if (!pushed.ok) return fail(pushed.error)
  const { response, answer } = pushed.value
  const contact = contactOf(answer, response.serverTime)
  const acknowledged = await recordPush(link.store, link.device, entries, { response, contact })
  if (acknowledged === 0) throw new Error('The server acknowledged none of the entries of a push.')
  return ok(acknowledged)
}

/** The signature over the last entry vouches for all before it. */
async function requestOf(link: Link, entries: readonly StoredEntry[]): Promise<PushRequest> {
  const last = entries.at(-1)
  if (!last) throw new Error('An empty push.')
  const end = { device: link.device, sequence: last.sequence, hash: last.hash }
  return {
    protocol: protocolVersion,
    chainEnd: await signChainEnd(end, link.keyId, link.privateKey),
    entries: entries.map(({ bytes, personal }) => ({ bytes, personal: personal ?? null })),
  }
}
