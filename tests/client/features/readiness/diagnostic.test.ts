// Before Dexie: it looks once, when it loads, at what the browser's keys can be.
import 'fake-indexeddb/auto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeStore } from '#client/store/describe-store.ts'
import { handOver } from '#client/store/hand-over.ts'
import { redeemPass } from '#client/store/redeem-pass.ts'
import { rememberBalance } from '#client/store/seen-balances.ts'
import { keepTechnicalError, readTechnicalErrors } from '#client/store/technical-errors.ts'
import { writeDiagnostic } from '#client/features/readiness/diagnostic.ts'
import { enrolDevice } from '#client/sync/enrol-device.ts'
import { pullKnowledge } from '#client/sync/pull-knowledge.ts'
import { aPass, noon } from '#tests/support/builders.ts'
import { openDesk } from '#tests/client/store/a-desk.ts'
import { deskWithActs } from '#tests/client/sync/desk-with-acts.ts'

/** Text that a person or a pass could bring in, and that nothing of the app's own contains. */
const secret = fc.stringMatching(/^[A-Z2-9]{4,8}ÿ[0-9]{4,20}$/)

test('[S59] a diagnostic has no pass number, code, name or personal part in it, whatever the store holds', async () => {
  await fc.assert(
    fc.asyncProperty(secret, secret, fc.integer({ min: 0, max: 9 }), async (name, typed, pass) => {
      const desk = await openDesk({ name: `programme ${name}`, telephone: typed })
      desk.server.passes.set(`3/${pass}`, aPass({ state: 'in-stock' }))
      desk.server.now += 60_000
      const text = await desk.server.signCode({ batch: 3, pass, cheque: 0 })
      await desk.server.publish()
      await pullKnowledge(desk.link)
      await desk.store.enrolments.update(desk.device, { name })
      const read = await desk.read(text)
      const said = { age: '65-79', situations: ['isolated'], language: 'ar' } as const
      await handOver(desk.store, desk.device, { read, said }, desk.now)
      await redeemPass(desk.store, desk.device, { read, service: typed }, desk.now)
      await rememberBalance(desk.store, typed, { type: 'later', telephone: typed }, noon)
      await enrolDevice(desk.store, `${desk.server.address}/enrol#${typed}`, name, desk.world)
      await keepTechnicalError(desk.store, noon, 'screen', anError(name, typed))

      const diagnostic = await diagnosticOf(desk.store)
      const number = await desk.server.numberOf({ batch: 3, pass, cheque: 0 })
      const digits = text.split('#')[1] ?? ''
      for (const hidden of [
        name,
        typed,
        number,
        digits.slice(0, 12),
        '65-79',
        'isolated',
        'Tablet 1',
        'structure-1',
      ])
        expect(diagnostic).not.toContain(hidden)
      expect(diagnostic).toContain('handover 1')
      expect(diagnostic).toContain('error: 2026-11-23T11:00:00.000Z screen TypeError index-1a2b.js:12:34')
    }),
    { numRuns: 8 },
  )
}, 30_000)

test('[S59] what the server knew already, as after a lost answer, is not counted as kept aside', async () => {
  const desk = await deskWithActs(3)
  const answers = ['recorded', 'known', 'unreadable'] as const
  for (const [index, type] of answers.entries())
    await desk.store.entries.update([desk.device, index + 1], {
      ...{ status: 'acknowledged', answer: { type, reason: '' } },
    })
  const { devices } = await describeStore(desk.store)
  expect(devices).toMatchObject([{ lastSequence: 3, pending: 0, keptAside: 1 }])
})

test('[S60] of the technical errors the last twenty are kept, by their names and places alone', async () => {
  const { store } = await openDesk()
  for (let i = 0; i < 25; i++) await keepTechnicalError(store, noon + i, 'saving', anError('Ana', `${i}`))
  const errors = await readTechnicalErrors(store)
  expect(errors.map(({ at }) => at - noon)).toEqual(Array.from({ length: 20 }, (_, i) => i + 5))
  expect(errors[0]).toEqual({
    at: noon + 5,
    where: 'saving',
    name: 'TypeError',
    frames: ['index-1a2b.js:12:34'],
  })
  await store.settings.put({ name: 'technical-errors', value: 'what an older app left' })
  expect(await readTechnicalErrors(store)).toEqual([])
  store.close()
  await keepTechnicalError(store, noon, 'saving', anError('Ana', '1'))
})

test('[S60] whatever is thrown is kept by a name, and a message of several lines is not a place', async () => {
  const { store } = await openDesk()
  const message = 'typed\n    at Ana (https://carnet.test/assets/x.js:1:2 7F3K'
  const thrown: readonly unknown[] = [
    'a text',
    undefined,
    Object.assign(new Error('x'), { name: 'a code 123' }),
  ]
  for (const error of [...thrown, new Error(message)]) await keepTechnicalError(store, noon, 'screen', error)
  const kept = JSON.stringify(await readTechnicalErrors(store))
  expect(kept).not.toMatch(/7F3K|Ana|123/)
  expect((await readTechnicalErrors(store)).map(({ name }) => name)).toEqual([
    'unknown',
    'unknown',
    'unknown',
    'Error',
  ])
})

async function diagnosticOf(store: Parameters<typeof describeStore>[0]): Promise<string> {
  return writeDiagnostic({
    at: noon,
    app: '0.1.0',
    builtAt: noon,
    protocol: 2,
    browser: 'a browser',
    screen: '1024 × 768',
    language: 'fr',
    installed: true,
    storage: { usage: 1, quota: 2 },
    findings: { unsent: { standing: 'see', word: 'some', values: { count: 3 } } },
    store: await describeStore(store),
    errors: await readTechnicalErrors(store),
  })
}

function anError(name: string, typed: string): Error {
  const error = new TypeError(`${name} typed ${typed}`)
  error.stack = `TypeError: ${name} typed ${typed}\n    at f (https://carnet.test/assets/index-1a2b.js:12:34)\n    at ${name}`
  return error
}
