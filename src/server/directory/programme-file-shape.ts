import * as v from 'valibot'
import { DAY, isCalendarDay } from '#domain/instant.ts'
import { defaultOfflineRules as rules } from '#domain/programme.ts'

/** At most so many printed codes on an installation: a serial has 30 bits. */
export const mostCodes = 2 ** 30

const longest = 200

const flag = v.optional(v.boolean(), false)
const name = text(1, longest)
const id = v.pipe(
  v.string(),
  v.regex(
    /^[A-Za-z0-9][\w.:@-]*$/,
    'must begin with a letter or digit and hold only letters, digits and . _ : @ -',
  ),
  v.maxLength(100, 'is longer than 100 characters'),
)
const languageTag = v.pipe(
  v.string(),
  v.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$/, 'must be a language tag, such as "fr" or "zh-Hans"'),
)
const telephonePattern = /^(\+?\d[\d ().-]*)?$/
const day = v.pipe(
  v.string(),
  v.check((value) => isCalendarDay(value) && /^2[01]/.test(value), 'must be a real day, written YYYY-MM-DD'),
)
const milliseconds = whole(0, 366 * DAY)

const programme = v.object({
  number: whole(1, 65_535),
  name,
  telephone: v.pipe(text(1, 40), v.regex(telephonePattern, 'must be a telephone number')),
  timeZone: v.pipe(
    v.string(),
    v.check(isTimeZone, 'must be a zone of the IANA database, such as "Europe/Paris"'),
  ),
  unitCents: whole(1, 1_000_000),
  funders: v.pipe(
    v.array(v.object({ id, name, centsPerUnit: whole(1, 1_000_000) })),
    v.minLength(1, 'needs at least one funder'),
  ),
  services: v.pipe(
    v.array(v.object({ id, cheques: whole(1, 200), name: v.objectWithRest({ fr: name }, name) })),
    v.minLength(1, 'needs at least one service'),
  ),
  rules: v.optional(
    v.object({
      unitsPerPass: v.optional(whole(0, 200), rules.unitsPerPass),
      inStockPasses: v.optional(whole(0, 1_000_000), rules.inStockPasses),
      agesAfter: v.optional(milliseconds, rules.agesAfter),
      defersAfter: v.optional(milliseconds, rules.defersAfter),
      unitsPerDevice: v.optional(whole(0, 1_000_000), rules.unitsPerDevice),
      centsPerDevice: v.optional(whole(0, 1_000_000_000), rules.centsPerDevice),
      refusesNotActiveWithin: v.optional(milliseconds, rules.refusesNotActiveWithin),
      asksAgainWithin: v.optional(milliseconds, rules.asksAgainWithin),
      voidsWithin: v.optional(milliseconds, rules.voidsWithin),
      statementLagDays: v.optional(whole(11, 366), rules.statementLagDays),
      passesPerHandover: v.optional(whole(1, 10), rules.passesPerHandover),
    }),
    {},
  ),
  languages: v.optional(v.object({ first: v.optional(v.array(languageTag), []), drafts: flag }), {}),
  demonstration: flag,
})

const structures = v.array(
  v.object({
    id,
    name,
    address: text(0, longest),
    postcode: text(0, 20),
    commune: text(1, longest),
    telephone: v.optional(v.pipe(text(0, 40), v.regex(telephonePattern, 'must be a telephone number')), ''),
    latitude: v.optional(degrees(90)),
    longitude: v.optional(degrees(180)),
    hours: v.optional(text(0, 500), ''),
    languages: v.optional(v.array(languageTag)),
    distributor: flag,
    qualifications: v.optional(
      v.array(
        v.object({
          from: day,
          to: day,
          services: v.pipe(v.array(v.string()), v.minLength(1, 'needs at least one service')),
        }),
      ),
      [],
    ),
    invented: flag,
  }),
)

const batches = v.array(
  v.object({
    number: whole(1, 65_535),
    order: id,
    format: v.picklist(['card', 'booklet']),
    units: whole(1, 200),
    passes: whole(1, mostCodes),
    firstDay: day,
    endDay: day,
    opened: v.boolean(),
    deliveries: v.optional(
      v.array(v.object({ structure: v.string(), from: whole(0, mostCodes), to: whole(0, mostCodes) })),
      [],
    ),
    training: flag,
  }),
)

/** The file's top-level keys. Every object is strict: `unknownKeys` walks these schemas. */
export const parts = { programme, contingencyUnits: whole(0, mostCodes), structures, batches }

/** The parts of a file whose fields all have their type. */
export type FilePart = {
  readonly [Name in keyof typeof parts]: v.InferOutput<(typeof parts)[Name]> | undefined
}

function text(least: number, most: number) {
  return v.pipe(
    v.string(),
    v.check((value) => value.trim().length >= least, 'is empty'),
    v.maxLength(most, `is longer than ${most} characters`),
    v.regex(/^\P{Cc}*$/u, 'holds a line break or another control character'),
  )
}

function whole(least: number, most: number) {
  const reason = `must be a whole number from ${least} to ${most}`
  return v.pipe(
    v.number(),
    v.check((value) => Number.isSafeInteger(value) && least <= value && value <= most, reason),
  )
}

function degrees(most: number) {
  return v.pipe(
    v.number(),
    v.check((value) => Math.abs(value) <= most, `must be degrees from ${-most} to ${most}`),
  )
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch {
    return false
  }
}
