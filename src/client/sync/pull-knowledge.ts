import { fail, ok, type Result } from '#domain/result.ts'
import { recordPull, type Standing } from '#client/store/exchanges.ts'
import { readPullQuestion } from '#client/store/pull-question.ts'
import { readSetting, writeSetting } from '#client/store/settings.ts'
import type { HeadWithFiles } from '#client/store/stored-heads.ts'
import { pullResponse } from '#protocol/pull.ts'
import type { Uuid } from '#protocol/uuid.ts'
import { protocolVersion } from '#protocol/version.ts'
import { continueAnew } from './continue-anew.ts'
import { fetchHead } from './fetch-head.ts'
import { exchange, type Link, type PauseReason } from './link.ts'
import { contactOf } from './signed-fetch.ts'

/**
 * Fetches the newest head with its files, then what the server made of our entries, and stores both together: every
 * outcome that a head counts was there before it, so no act counts twice, or not at all, in between. What any tab has
 * pulled less than `freshFor` milliseconds ago is not asked for again. Rejects when the world is absent.
 */
export async function pullKnowledge(link: Link, freshFor = 0): Promise<Result<'pulled', PauseReason>> {
  const { store, device, world } = link
  return world.alone(`carnet-pull/${device}`, async () => {
    if ((await sincePull(link)) < freshFor) return ok('pulled')
    const fetched = await settled(fetchHead(link))
    const head = 'value' in fetched && fetched.value.ok ? fetched.value.value : undefined
    for (let page = 0; page < mostPages; page++) {
      const pulled = await pullOutcomes(link, head)
      if (!pulled.ok) return pulled
      const { standing } = pulled.value
      if (standing === 'behind') return continued(await continueAnew(link))
      if (standing !== 'active') return fail(standing)
      if (!pulled.value.more) break
    }
    // What became of our acts is told also where the head does not come through.
    if (!('value' in fetched)) throw fetched.failure
    if (!fetched.value.ok) return fetched.value
    await writeSetting(store, pulledSetting(device), world.now())
    return ok('pulled')
  })
}

/**
 * Under a name that another device continues: what the server forgot goes back to the outbox. What it knows, and the
 * head, are for the other. Rejects when the world is absent.
 */
export async function pullUnderFormerName(link: Link): Promise<Result<'pulled', PauseReason>> {
  return link.world.alone(`carnet-pull/${link.device}`, async () => {
    const pulled = await pullOutcomes(link, undefined)
    if (!pulled.ok) return pulled
    const { standing } = pulled.value
    return standing === 'active' || standing === 'behind' ? ok('pulled') : fail(standing)
  })
}

async function settled<Value>(
  promise: Promise<Value>,
): Promise<{ readonly value: Value } | { readonly failure: unknown }> {
  return promise.then(
    (value) => ({ value }),
    (failure: unknown) => ({ failure }),
  )
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
  head: HeadWithFiles | undefined,
): Promise<Result<{ readonly standing: Standing; readonly more: boolean }, PauseReason>> {
  const { store, device, world } = link
  const { said, acknowledgedThrough } = await readPullQuestion(store, device)
  const request = { protocol: protocolVersion, app: world.app, ...said }
  const asked = { stored: said.stored, acknowledgedThrough }
  const pulled = await exchange(link, '/api/pull', request, pullResponse)
  if (!pulled.ok) return fail(pulled.error)
  const { response, answer } = pulled.value
  const contact = contactOf(answer, response.serverTime)
  const standing = await recordPull(store, device, asked, { response, contact, head })
  return ok({ standing, more: response.more })
}

/** The new device pulls for itself; under the old name there is nothing more to learn. */
function continued(anew: Result<'continued', PauseReason>): Result<'pulled', PauseReason> {
  return anew.ok ? ok('pulled') : anew
}

/** Twenty thousand outcomes: a head is not stored before all that its lists count is told. */
const mostPages = 100
