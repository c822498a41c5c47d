import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DAY, HOUR, MINUTE, SECOND } from '#domain/instant.ts'
import { languageOf } from '#client/i18n/languages.ts'
import {
  cameraFinding,
  clockFinding,
  driftSeenFrom,
  keysFinding,
  knowledgeFinding,
  languagesFinding,
  offlineFinding,
  spanOf,
  triedCameraFinding,
  unsentFinding,
} from '#client/features/readiness/findings-of.ts'
import { noon } from '#tests/support/builders.ts'

const rules = { agesAfter: DAY, defersAfter: 10 * DAY, timeZone: 'Europe/Paris' }

test('[S58] languages are good when each letter of theirs is drawn, and those that are not are named in French', () => {
  expect(languagesFinding([])).toEqual({ standing: 'good', word: 'all' })
  expect(languagesFinding([languageOf('ta'), languageOf('ti')])).toEqual({
    standing: 'see',
    word: 'boxes',
    values: { names: 'tamoul, tigrigna' },
  })
})

test('[S58] knowledge is judged by the rules of the programme, and its age is never below nothing', () => {
  const after = (age: number) => knowledgeFinding({ issuedAt: noon }, { ...rules, now: noon + age })
  expect(after(DAY - 1)).toMatchObject({ standing: 'good', word: 'fresh' })
  expect(after(DAY)).toMatchObject({ standing: 'see', word: 'ageing' })
  expect(after(10 * DAY)).toMatchObject({ standing: 'see', word: 'too-old' })
  expect(after(-DAY)).toMatchObject({ standing: 'good', word: 'fresh' })
  expect(knowledgeFinding(undefined, { ...rules, now: noon })).toEqual({ standing: 'see', word: 'none' })
})

test('[S58] a clock is warned of from ten minutes on, in either direction, and when nothing vouches for it', () => {
  fc.assert(
    fc.property(fc.integer({ min: -4 * DAY, max: 4 * DAY }), (offset) => {
      const { standing, word } = clockFinding({ at: noon, verified: true, deviceTime: noon - offset, offset })
      const drifts = Math.abs(offset) >= driftSeenFrom
      expect(standing).toBe(drifts ? 'see' : 'good')
      expect(word).toBe(!drifts ? 'right' : offset < 0 ? 'fast' : 'slow')
    }),
  )
  const unverified = { at: noon, verified: false, deviceTime: noon, offset: null }
  expect(clockFinding(unverified)).toEqual({ standing: 'see', word: 'not-verified' })
})

test('[S58] a drift is said in the largest unit that fits', () => {
  expect([10 * MINUTE, HOUR - SECOND, 2 * HOUR, 3 * DAY + HOUR].map(spanOf)).toEqual([
    { count: 10, unit: 'min' },
    { count: 60, unit: 'min' },
    { count: 2, unit: 'h' },
    { count: 3, unit: 'd' },
  ])
})

test('[S58] keys of numbers are good for the year of their enrolment, in the zone of the programme', () => {
  const newYear = Date.parse('2027-01-01T00:00:00+01:00')
  const keys = { signs: true, numberKeys: 2, enrolledAt: noon, timeZone: 'Europe/Paris' }
  expect(keysFinding({ ...keys, now: newYear - 1 })).toEqual({ standing: 'good', word: 'all' })
  expect(keysFinding({ ...keys, now: newYear })).toEqual({ standing: 'see', word: 'another-year' })
  expect(keysFinding({ ...keys, now: noon, numberKeys: 0 }).word).toBe('no-numbers')
  expect(keysFinding({ ...keys, now: noon, signs: false }).word).toBe('broken')
})

test('[S58] each other thing that a tablet needs is good, or says what is wrong', () => {
  expect(unsentFinding(0).standing).toBe('good')
  expect(unsentFinding(3)).toEqual({ standing: 'see', word: 'some', values: { count: 3 } })
  expect([undefined, 0, 2].map((missing) => offlineFinding(missing).word)).toEqual([
    'not-ready',
    'ready',
    'incomplete',
  ])
  expect(
    (['granted', 'denied', 'prompt', 'unknown'] as const).map((state) => cameraFinding(state).word),
  ).toEqual(['allowed', 'denied', 'not-tried', 'not-tried'])
  expect(triedCameraFinding(undefined).standing).toBe('good')
  expect(triedCameraFinding('busy')).toEqual({ standing: 'see', word: 'busy' })
})
