import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  joinOpenings,
  minutesOfDay,
  parseOpeningHours,
  type Opening,
  type OpeningHours,
} from '#domain/opening-hours.ts'
import { written } from '#tests/support/opening-hours.ts'

/** Of the places of the demonstration, as published. */
const grandParis = (
  readJson('../../src/server/demonstration/lieux-grand-paris-2022-v0.json') as readonly {
    readonly horaires?: string
  }[]
).flatMap(({ horaires }) => (horaires ? [horaires] : []))

/** All that 188 places of the Charente wrote in 2023: Hub data, Licence Ouverte 2.0. */
const charente = readJson('./opening-hours-charente-2023.json') as readonly string[]

const realValues = [...grandParis, ...charente]

test('[B30] of 285 real values 281 are read, and four say what nobody can tell', () => {
  expect([grandParis.length, charente.length]).toEqual([213, 72])
  const unread = realValues.filter((value) => !parseOpeningHours(value).ok)
  expect(unread.toSorted()).toEqual([
    'Mo 09:00',
    'Mo-Fr 15:30-18:00; We 09:30-11:30,14:30-18:30; Sa 11:00-11:00,17:00-17:00',
    'Tu-Fr 09:15-12:30,13:45-16:45; Mo 09:15-12:30-13:45',
    'Tu-Th 09:00-12:30,14:00-17:30; Mo 09:00-12:30,13:00-20:00; Sa 12:30',
  ])
})

test('[B30] what is read of a real value says all of it: written again and read again it is the same week', () => {
  for (const value of realValues) {
    const hours = parseOpeningHours(value)
    if (!hours.ok) continue
    expect([value, read(written(hours.value.week)).week]).toEqual([value, hours.value.week])
    // No day that the place names is lost, but where it says that it is closed.
    const named = hours.value.week.filter((day) => day.length > 0).length
    expect([value, named]).toEqual([value, daysWithTimes(value)])
  }
})

test('[B30] what is read means what is written', () => {
  expect(weekOf('Mo-We 09:00-12:00,13:00-17:00; Th,Fr 13:00-17:00')).toEqual({
    mo: '09:00-12:00,13:00-17:00',
    tu: '09:00-12:00,13:00-17:00',
    we: '09:00-12:00,13:00-17:00',
    th: '13:00-17:00',
    fr: '13:00-17:00',
  })
  expect(weekOf('Mo 09:30-12:30;Tu 09:30-12:30')).toEqual({ mo: '09:30-12:30', tu: '09:30-12:30' })
  expect(weekOf('Mo-Fr 9h-12h30,13h30-17h')).toEqual(weekOf('Mo-Fr 09:00-12:30,13:30-17:00'))
  expect(weekOf('Sa-Mo 10:00-18:00')).toEqual({
    sa: '10:00-18:00',
    su: '10:00-18:00',
    mo: '10:00-18:00',
  })
  expect(weekOf('Mo, We 09:00 - 12:00, 14:00-17:00 ;')).toEqual({
    mo: '09:00-12:00,14:00-17:00',
    we: '09:00-12:00,14:00-17:00',
  })
  expect(weekOf('Fr 22:00-02:00')).toEqual({ fr: '22:00-26:00' })
  expect(weekOf('Sa 08:00-24:00')).toEqual({ sa: '08:00-24:00' })
  expect(weekOf('Tu 10:00-13:00,13:00-18:00')).toEqual({ tu: '10:00-18:00' })
})

test('[B30] a later rule replaces an earlier one for its days', () => {
  expect(weekOf('Mo-Th 09:00-12:00; We off')).toEqual({
    mo: '09:00-12:00',
    tu: '09:00-12:00',
    th: '09:00-12:00',
  })
  expect(weekOf('Mo-Tu 09:00-12:00,14:00-18:00; Tu 14:00-18:00')).toEqual({
    mo: '09:00-12:00,14:00-18:00',
    tu: '14:00-18:00',
  })
})

test('[B31] public holidays are as written, and unknown where nothing is', () => {
  expect(read('Mo-Fr 09:00-12:00').onHolidays).toBeUndefined()
  expect(read('Mo-Fr 09:00-12:00; PH off').onHolidays).toEqual([])
  expect(read('Mo-Fr 09:00-12:00; Su,PH 10:00-11:00').onHolidays).toEqual([{ from: 600, to: 660 }])
  expect(read('24/7').onHolidays).toEqual([{ from: 0, to: minutesOfDay }])
  expect(read('08:00-20:00').onHolidays).toEqual([{ from: 480, to: 1200 }])
})

test.each([
  'Jan-Mar 09:00-12:00',
  'Mo-Fr 09:00-12:00; SH off',
  'Mo[1] 09:00-12:00',
  'week 1-53/2 Mo 09:00-12:00',
  'Mo-Fr 09:00+',
  'Mo-Fr sunrise-sunset',
  'Mo 09:00-25:00',
  'Mo 09:60-12:00',
  'Mo 9:5-12:00',
  'Mo 24:00-24:00',
  'Mo-Fr 09:00-12:00 "sur rendez-vous"',
  'Mo-We-Fr 09:00-12:00',
  'Mo 09:00-12:00, We 14:00-16:00',
  'lundi 9h-12h',
  'Mo-Fr',
  'Mo 9-12',
])('[B30] %s is more than we read', (value) => {
  expect(parseOpeningHours(value)).toEqual({ ok: false, error: 'more-than-we-read' })
})

test('[B30] nothing written is nothing known', () => {
  for (const value of ['', ' ', ';', ' ; '])
    expect(parseOpeningHours(value)).toEqual({ ok: false, error: 'empty' })
})

test('[B30] what is written down from a week is read as that week', () => {
  fc.assert(
    fc.property(fc.array(openings, { minLength: 7, maxLength: 7 }), (week) => {
      expect(read(written(week)).week).toEqual(week)
    }),
  )
})

test('[B30] no text makes the reader throw, and what it reads is in order and inside its days', () => {
  const pieces = fc.constantFrom(
    'Mo',
    'Tu-Fr',
    'Sa-Mo',
    'PH',
    'SH',
    ',',
    ';',
    ' ',
    '-',
    '09:00',
    '9h30',
    'off',
  )
  const texts = fc.oneof(
    fc.string(),
    fc.array(pieces, { maxLength: 20 }).map((some) => some.join('')),
  )
  fc.assert(
    fc.property(texts, (text) => {
      const hours = parseOpeningHours(text)
      if (!hours.ok) return
      for (const day of [...hours.value.week, hours.value.onHolidays ?? []]) {
        expect(joinOpenings(day)).toEqual(day)
        for (const { from, to } of day) {
          expect(from >= 0 && from < to && from < minutesOfDay && to <= 2 * minutesOfDay).toBe(true)
        }
      }
    }),
  )
})

const times = fc.integer({ min: 0, max: minutesOfDay - 1 })
const openings = fc
  .array(fc.tuple(times, times), { maxLength: 4 })
  .map((pairs) =>
    joinOpenings(
      pairs
        .filter(([one, other]) => one !== other)
        .map(([one, other]): Opening => ({ from: Math.min(one, other), to: Math.max(one, other) })),
    ),
  )

/** Counted by the names of days alone, without our reader: the last rule that names a day counts. */
function daysWithTimes(value: string): number {
  const names = ['Mo', 'Tu', 'We', 'Th', 'Fr', 'Sa', 'Su']
  const open = new Map<string, boolean>()
  for (const rule of value.split(';').map((each) => each.trim())) {
    const [days = ''] = /^[A-Za-z,\s-]+?(?=\s*(?:\d|off))/.exec(rule) ?? []
    for (const part of days.replaceAll(/\s/g, '').split(',')) {
      const [first = '', last = first] = part.split('-')
      const [from, to] = [names.indexOf(first), names.indexOf(last)]
      for (let at = from; at >= 0; at = (at + 1) % 7) {
        open.set(names[at] ?? '', /\d/.test(rule))
        if (at === to) break
      }
    }
  }
  return [...open.values()].filter(Boolean).length
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
}

function read(text: string): OpeningHours {
  const hours = parseOpeningHours(text)
  if (!hours.ok) throw new Error(`${text}: ${hours.error}`)
  return hours.value
}

/** The days with openings, in words that a reader of the test can check. */
function weekOf(text: string): Record<string, string> {
  const names = ['su', 'mo', 'tu', 'we', 'th', 'fr', 'sa']
  const days = read(text).week.map((day, index) => [names[index] ?? '', day] as const)
  return Object.fromEntries(
    days
      .filter(([, day]) => day.length > 0)
      .map(([name, day]) => [name, day.map(({ from, to }) => `${clock(from)}-${clock(to)}`).join(',')]),
  )
}

function clock(minutes: number): string {
  return `${`${Math.floor(minutes / 60)}`.padStart(2, '0')}:${`${minutes % 60}`.padStart(2, '0')}`
}
