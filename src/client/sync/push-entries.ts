import { fail, ok, type Result } from '#domain/result.ts'
import { acknowledgementToShow } from '#client/store/acknowledgement.ts'
import { correctedNow } from '#client/store/corrected-now.ts'
import { recordPush } from '#client/store/exchanges.ts'
import { nextToPush } from '#client/store/pending-push.ts'
import { mendHashes, sentEntryOf } from '#client/store/sent-entry.ts'
import { signChainEnd } from '#protocol/journal-entry.ts'
import { pushResponse, type PushRequest } from '#protocol/push.ts'
import { protocolVersion } from '#protocol/version.ts'
import { isContentRefused } from './content-refused.ts'
import { exchange, type Link, type PauseReason } from './link.ts'
import { pushAround, type Sending } from './push-around.ts'
import { isServerBusy } from './server-busy.ts'
import { answerWithin, contactOf, isNonce } from './signed-fetch.ts'

/**
 * Sends the outbox, in pushes of at most a hundred entries, one tab and one caller at a time. Repeating a push whose
 * answer was lost changes nothing: the server knows the entries. A push that breaks off over a line on which the server
 * answers a small question goes again at once, half as long. Rejects when the world is absent; nothing is dropped.
 */
export async function pushEntries(link: Link): Promise<Result<{ readonly sent: number }, PauseReason>> {
  let sent = 0
  for (;;) {
    // The lock is taken for each push: no tab holds it longer than one exchange.
    const pushed = await link.world.alone(`carnet-push/${link.device}`, () => pushNext(link))
    if (!pushed.ok) return pushed
    if (pushed.value === 'nothing-left') return ok({ sent })
    sent += pushed.value
  }
}

/** How many entries the server acknowledged; none after a push that broke off and goes again. */
async function pushNext(link: Link): Promise<Result<number | 'nothing-left', PauseReason>> {
  const entries = await nextToPush(link.store, link.device, link.size.entries())
  if (entries.length === 0) return ok('nothing-left')
  try {
    const pushed = await pushOnce(
      link,
      entries.map((row) => ({ row, form: 'whole' })),
    )
    if (pushed.ok) link.size.grow()
    return pushed
  } catch (error) {
    if (isServerBusy(error)) throw error
    const [first, ...others] = entries
    const around =
      first && others.length === 0 && isContentRefused(error) && (await pushAround(link, first, pushOnce))
    if (around) return around
    const answers = await serverAnswers(link)
    if (answers) link.size.halve(entries.length)
    if (answers && entries.length > 1) return ok(0)
    throw error
  }
}

/** Whether a few bytes come through where a push did not. */
async function serverAnswers({ world, address }: Link): Promise<boolean> {
  try {
    const signal = world.signalAfter(answerWithin)
    const response = await world.fetch(`${address}/api/nonce`, {
      cache: 'no-store',
      redirect: 'error',
      signal,
    })
    return response.ok && isNonce(await response.json())
  } catch {
    return false
  }
}

async function pushOnce(link: Link, sending: readonly Sending[]): Promise<Result<number, PauseReason>> {
  const sound = await mendHashes(
    link.store,
    sending.map(({ row }) => row),
  )
  const request = await requestOf(
    link,
    sound.map((row, i) => ({ row, form: sending[i]?.form ?? 'whole' })),
  )
  const pushed = await exchange(link, '/api/push', request, pushResponse)
  if (!pushed.ok) return fail(pushed.error)
  const { response, answer } = pushed.value
  const contact = contactOf(answer, response.serverTime)
  const acknowledged = await recordPush(link.store, link.device, sound, { response, contact })
  if (acknowledged === 0) throw new Error('The server acknowledged none of the entries of a push.')
  return ok(acknowledged)
}

/** The signature over the last entry vouches for all before it. */
async function requestOf(link: Link, sending: readonly Sending[]): Promise<PushRequest> {
  const last = sending.at(-1)?.row
  if (!last) throw new Error('An empty push.')
  const end = { device: link.device, sequence: last.sequence, hash: last.hash }
  const at = await correctedNow(link.store, link.device, link.world.now)
  return {
    protocol: protocolVersion,
    chainEnd: await signChainEnd(end, link.keyId, link.privateKey),
    entries: sending.map(({ row, form }) => sentEntryOf(row, at, form)),
    ...(await acknowledgementToShow(link.store, link.device)),
  }
}
