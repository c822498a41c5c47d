import { fail, ok, type Result } from '#domain/result.ts'
import { acknowledgementToShow } from '#client/store/acknowledgement.ts'
import { acknowledgedThrough, outcomesToReport, recordPull, type Standing } from '#client/store/exchanges.ts'
import { heldHead } from '#client/store/journal.ts'
import { pendingCount } from '#client/store/list-entries.ts'
import { pullResponse } from '#protocol/pull.ts'
import { protocolVersion } from '#protocol/version.ts'
import { exchange, type Link, type PauseReason } from './link.ts'
import { pullHead } from './pull-head.ts'
import { contactOf } from './signed-fetch.ts'

/** Fetches what the server made of our entries, then the newest head and its files. Rejects when the world is absent. */
export async function pullKnowledge(link: Link): Promise<Result<'pulled', PauseReason>> {
  return link.world.alone(`carnet-pull/${link.device}`, async () => {
    for (let page = 0; page < pagesAtOnce; page++) {
      const pulled = await pullOutcomes(link)
      if (!pulled.ok) return pulled
      const paused = pauseOf(pulled.value.standing)
      if (paused) return fail(paused)
      if (!pulled.value.more) break
    }
    return pullHead(link)
  })
}

async function pullOutcomes(
  link: Link,
): Promise<Result<{ readonly standing: Standing; readonly more: boolean }, PauseReason>> {
  const { store, device, world } = link
  const stored = await outcomesToReport(store, device)
  const asked = { stored, acknowledgedThrough: await acknowledgedThrough(store, device) }
  const request = {
    protocol: protocolVersion,
    app: world.app,
    ...(await heldHead(store, device)),
    unsent: await pendingCount(store, device),
    stored,
    ...(await acknowledgementToShow(store, device)),
  }
  const pulled = await exchange(link, '/api/pull', request, pullResponse)
  if (!pulled.ok) return fail(pulled.error)
  const { response, answer } = pulled.value
  const contact = contactOf(answer, response.serverTime)
  const standing = await recordPull(store, device, asked, { response, contact })
  return ok({ standing, more: response.more })
}

function pauseOf(standing: Standing): PauseReason | undefined {
  switch (standing) {
    case 'active':
      return undefined
    case 'behind':
      return 'enrol-again'
    case 'revoked':
    case 'update-first':
      return standing
  }
}

/** The rest of a long absence comes with the next pull: the head must not wait for it. */
const pagesAtOnce = 20
