import { fail, ok, type Result } from '#domain/result.ts'
import { acknowledgementToShow } from '#client/store/acknowledgement.ts'
import { acknowledgedThrough, outcomesToReport, recordPull, type Standing } from '#client/store/exchanges.ts'
import { heldHead } from '#client/store/journal.ts'
import { pendingCount } from '#client/store/list-entries.ts'
import { readSetting, writeSetting } from '#client/store/settings.ts'
import { pullResponse } from '#protocol/pull.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { protocolVersion } from '#protocol/version.ts'
import { continueAnew } from './continue-anew.ts'
import { exchange, type Link, type PauseReason } from './link.ts'
import { pullHead } from './pull-head.ts'
import { contactOf } from './signed-fetch.ts'

/**
 * Fetches what the server made of our entries, then the newest head and its files. What any tab has pulled less than
 * `freshFor` milliseconds ago is not asked for again. Rejects when the world is absent.
 */
export async function pullKnowledge(link: Link, freshFor = 0): Promise<Result<'pulled', PauseReason>> {
  const { store, device, world } = link
  return world.alone(`carnet-pull/${device}`, async () => {
    if ((await sincePull(link)) < freshFor) return ok('pulled')
    for (let page = 0; page < pagesAtOnce; page++) {
      const pulled = await pullOutcomes(link)
      if (!pulled.ok) return pulled
      const { standing } = pulled.value
      if (standing === 'behind') return continued(await continueAnew(link))
      if (standing !== 'active') return fail(standing)
      if (!pulled.value.more) break
    }
    const pulled = await pullHead(link)
    if (pulled.ok) await writeSetting(store, pulledSetting(device), world.now())
    return pulled
  })
}

/**
 * Under a name that another device continues: what the server forgot goes back to the outbox. What it knows, and the
 * head, are for the other. Rejects when the world is absent.
 */
export async function pullUnderFormerName(link: Link): Promise<Result<'pulled', PauseReason>> {
  return link.world.alone(`carnet-pull/${link.device}`, async () => {
    const pulled = await pullOutcomes(link)
    if (!pulled.ok) return pulled
    const { standing } = pulled.value
    return standing === 'active' || standing === 'behind' ? ok('pulled') : fail(standing)
  })
}

/** Milliseconds since a tab of this app has pulled all; without end when none has, or when the clock was set back. */
export async function sincePull({ store, device, world }: Link): Promise<number> {
  const pulledAt = await readSetting(store, pulledSetting(device))
  const since = typeof pulledAt === 'number' ? world.now() - pulledAt : Infinity
  return since < 0 ? Infinity : since
}

function pulledSetting(device: Uuid): string {
  return `pulled/${device}`
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

/** The new device pulls for itself; under the old name there is nothing more to learn. */
function continued(anew: Result<'continued', PauseReason>): Result<'pulled', PauseReason> {
  return anew.ok ? ok('pulled') : anew
}

/** The rest of a long absence comes with the next pull: the head must not wait for it. */
const pagesAtOnce = 20
