import { expect, test } from 'vitest'
import { csvOf, secondsToFirstRead, type Trial } from '#client/features/field-test/trial.ts'

const tried: Trial = {
  ...{ support: 'worn', distance: '30', light: 'lamp', camera: 'back' },
  startedAt: 1000,
  picture: '1280x720',
  attempts: [
    { endedAt: 1100, took: 20, read: false },
    { endedAt: 1450, took: 8, read: true },
    { endedAt: 1550, took: 9, read: true },
  ],
}

test('[W25] the time runs from the press to the end of the first look that read', () => {
  expect(secondsToFirstRead(tried)).toBe(0.45)
  expect(secondsToFirstRead({ ...tried, attempts: [] })).toBeUndefined()
})

test('[W25] the file has a line for each try, and an empty time for a code that was not read', () => {
  const lines = csvOf([tried, { ...tried, attempts: tried.attempts.slice(0, 1) }]).split('\r\n')
  expect(lines).toEqual([
    'trial,support,distance_cm,light,camera,picture,seconds_to_first_read,attempts,reads,ms_p50,ms_p95',
    '1,worn,30,lamp,back,1280x720,0.45,3,2,9.0,20.0',
    '2,worn,30,lamp,back,1280x720,,1,0,20.0,20.0',
    '',
  ])
})
