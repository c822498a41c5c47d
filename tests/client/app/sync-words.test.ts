import { expect, test } from 'vitest'
import { decideSyncWords } from '#client/app/sync-words.ts'
import type { SyncState } from '#client/sync/sync-loop.ts'
import { DAY, HOUR } from '#domain/instant.ts'

const now = Date.parse('2026-11-23T09:00:00Z')
const limits = { now, timeZone: 'Europe/Paris', agesAfter: DAY, defersAfter: 10 * DAY }
const upToDate: SyncState = { type: 'up-to-date', lastContact: now }
const waiting: SyncState = {
  type: 'waiting',
  since: now - HOUR,
  nextTry: now + HOUR,
  failure: '',
  lastContact: undefined,
}

test('nothing waits: up to date with a network, working without one', () => {
  const head = { issuedAt: now - HOUR }
  expect(decideSyncWords(upToDate, 0, head, limits)).toEqual({
    age: 'fresh',
    acts: { type: 'up-to-date' },
    before: undefined,
  })
  expect(decideSyncWords(waiting, 0, head, limits)).toEqual({
    age: 'fresh',
    acts: { type: 'offline' },
    before: undefined,
  })
})

test('acts that wait name the day before which the device wants a network', () => {
  const words = decideSyncWords(waiting, 3, { issuedAt: now }, limits)
  expect(words.acts).toEqual({ type: 'wait', count: 3 })
  expect(words.before).toEqual({ weekday: 4, day: '2026-12-03' })
})

test('data age at one day and are too old at ten', () => {
  const ageAfter = (age: number) => decideSyncWords(waiting, 0, { issuedAt: now - age }, limits).age
  expect([DAY - 1, DAY, 10 * DAY - 1, 10 * DAY].map(ageAfter)).toEqual([
    'fresh',
    'ageing',
    'ageing',
    'too-old',
  ])
  expect(decideSyncWords(waiting, 0, undefined, limits)).toMatchObject({ age: 'unknown', before: undefined })
})

test('what a person must do comes before what waits', () => {
  const paused: SyncState = { type: 'paused', reason: 'revoked', lastContact: now }
  expect(decideSyncWords(paused, 3, { issuedAt: now }, limits).acts).toEqual({
    type: 'paused',
    reason: 'revoked',
  })
})

test('[K181] an act that is paused says why, whatever waits and however old the data are', () => {
  const paused: SyncState = { type: 'paused', reason: 'revoked', lastContact: now }
  for (const [pending, age] of [
    [0, HOUR],
    [3, 20 * DAY],
  ] as const) {
    const words = decideSyncWords(paused, pending, { issuedAt: now - age }, limits)
    expect(words.acts).toEqual({ type: 'paused', reason: 'revoked' })
    expect(words.before).toBeUndefined()
  }
})

test('[K181] while acts are sent the badge counts them, and asks for no network', () => {
  const sending: SyncState = { type: 'sending', lastContact: now }
  expect(decideSyncWords(sending, 2, { issuedAt: now - 2 * DAY }, limits)).toEqual({
    age: 'ageing',
    acts: { type: 'sending', count: 2 },
    before: undefined,
  })
  expect(decideSyncWords(sending, 0, undefined, limits)).toMatchObject({
    age: 'unknown',
    acts: { type: 'up-to-date' },
  })
})

test('[K276] nothing is said to be sent before the device has counted what waits', () => {
  const sending: SyncState = { type: 'sending', lastContact: now }
  for (const state of [sending, upToDate, waiting])
    expect(decideSyncWords(state, undefined, { issuedAt: now }, limits).acts).toEqual({ type: 'counting' })
})
