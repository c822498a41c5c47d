import { codesPerPass, largestUnits, sparesFor } from '#domain/batch.ts'
import { sumCents } from '#domain/money.ts'
import { fieldAt, type ProgrammeFileFault } from './programme-file-fault.ts'
import { mostCodes, type FilePart } from './programme-file-shape.ts'

type Programme = NonNullable<FilePart['programme']>
type Structures = NonNullable<FilePart['structures']>
type Batches = NonNullable<FilePart['batches']>

/** What no field can say alone. A part with a field of the wrong type is left out, and what depends on it. */
export function crossCheck({ programme, structures, batches }: FilePart): ProgrammeFileFault[] {
  return [
    ...(programme ? checkProgramme(programme) : []),
    ...(structures ? checkStructures(structures) : []),
    ...(batches ? checkBatches(batches) : []),
    ...(programme && structures ? checkQualifiedServices(programme, structures) : []),
    ...(structures && batches ? checkDeliveredStructures(structures, batches) : []),
    ...(programme && batches ? checkValue(programme, batches) : []),
  ]
}

function checkProgramme(programme: Programme): ProgrammeFileFault[] {
  const faults = [
    ...repeated(
      programme.funders.map((funder) => funder.id),
      (index) => fieldAt('programme', 'funders', index, 'id'),
    ),
    ...repeated(
      programme.services.map((service) => service.id),
      (index) => fieldAt('programme', 'services', index, 'id'),
    ),
  ]
  const shares = sumCents(programme.funders.map((funder) => funder.centsPerUnit))
  if (shares !== programme.unitCents) {
    const reason = `the funders' shares add up to ${shares} cents, the unit is worth ${programme.unitCents}`
    faults.push({ place: 'programme.funders', reason })
  }
  for (const [index, service] of programme.services.entries()) {
    for (const language of Object.keys(service.name)) {
      if (/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language)) continue
      const place = fieldAt('programme', 'services', index, 'name', language)
      faults.push({ place, reason: 'is not a language tag such as "fr", "ar" or "zh-Hans"' })
    }
  }
  const { rules } = programme
  if (rules.agesAfter > rules.defersAfter) {
    const reason = `knowledge ages after ${rules.agesAfter} ms, later than it defers, after ${rules.defersAfter} ms`
    faults.push({ place: 'programme.rules.agesAfter', reason })
  }
  return faults
}

function checkStructures(structures: Structures): ProgrammeFileFault[] {
  const faults = repeated(
    structures.map((structure) => structure.id),
    (index) => fieldAt('structures', index, 'id'),
  )
  for (const [index, { latitude, longitude, qualifications }] of structures.entries()) {
    const at = (...keys: readonly (string | number)[]) => fieldAt('structures', index, ...keys)
    if (latitude === undefined && longitude !== undefined) {
      faults.push({ place: at('latitude'), reason: 'is missing beside the longitude' })
    }
    if (longitude === undefined && latitude !== undefined) {
      faults.push({ place: at('longitude'), reason: 'is missing beside the latitude' })
    }
    if (latitude === 0 && longitude === 0) {
      const reason = '0, 0 lies in the Atlantic: leave both coordinates out when they are not known'
      faults.push({ place: at('latitude'), reason })
    }
    faults.push(...badRanges(qualifications, (which) => at('qualifications', which)))
    for (const [which, { services }] of qualifications.entries()) {
      faults.push(...repeated(services, (service) => at('qualifications', which, 'services', service)))
    }
  }
  return faults
}

function checkBatches(batches: Batches): ProgrammeFileFault[] {
  const faults = repeated(
    batches.map((batch) => batch.number),
    (index) => fieldAt('batches', index, 'number'),
  )
  let codes = 0
  for (const [index, batch] of batches.entries()) {
    const at = (...keys: readonly (string | number)[]) => fieldAt('batches', index, ...keys)
    const most = largestUnits[batch.format]
    if (batch.units > most) {
      faults.push({ place: at('units'), reason: `a ${batch.format} holds at most ${most} units` })
    }
    if (batch.firstDay > batch.endDay) {
      faults.push({ place: at('endDay'), reason: `comes before firstDay, ${batch.firstDay}` })
    }
    if (!batch.opened && batch.deliveries.length > 0) {
      faults.push({ place: at('deliveries'), reason: 'a batch is delivered only once it is opened' })
    }
    faults.push(...badRanges(batch.deliveries, (which) => at('deliveries', which)))
    for (const [which, { to }] of batch.deliveries.entries()) {
      const reason = `the last pass of this batch is ${batch.passes - 1}`
      if (to >= batch.passes) faults.push({ place: at('deliveries', which, 'to'), reason })
    }
    codes += (batch.passes + sparesFor(batch.passes)) * codesPerPass(batch)
  }
  if (codes > mostCodes) {
    const reason = `with their spares they need ${codes} printed codes; an installation has ${mostCodes}`
    faults.push({ place: 'batches', reason })
  }
  return faults
}

function checkQualifiedServices(programme: Programme, structures: Structures): ProgrammeFileFault[] {
  const known = new Set(programme.services.map((service) => service.id))
  return structures.flatMap(({ qualifications }, index) =>
    qualifications.flatMap(({ services }, which) =>
      services.flatMap((service, at) => {
        const place = fieldAt('structures', index, 'qualifications', which, 'services', at)
        return known.has(service)
          ? []
          : [{ place, reason: `no service of the programme has the id "${service}"` }]
      }),
    ),
  )
}

function checkDeliveredStructures(structures: Structures, batches: Batches): ProgrammeFileFault[] {
  const known = new Set(structures.map((structure) => structure.id))
  const distributors = new Set(structures.filter((each) => each.distributor).map((each) => each.id))
  return batches.flatMap(({ deliveries }, index) =>
    deliveries.flatMap(({ structure }, which) => {
      const place = fieldAt('batches', index, 'deliveries', which, 'structure')
      if (!known.has(structure)) return [{ place, reason: `no structure has the id "${structure}"` }]
      return distributors.has(structure) ? [] : [{ place, reason: `"${structure}" is not a distributor` }]
    }),
  )
}

function checkValue(programme: Programme, batches: Batches): ProgrammeFileFault[] {
  const units = batches.reduce((sum, batch) => sum + (batch.training ? 0 : batch.units * batch.passes), 0)
  if (Number.isSafeInteger(units * programme.unitCents)) return []
  return [{ place: 'batches', reason: 'together they are worth more cents than can be counted exactly' }]
}

function repeated(
  values: readonly (string | number)[],
  place: (index: number) => string,
): ProgrammeFileFault[] {
  return values.flatMap((value, index) => {
    const first = values.indexOf(value)
    return first === index ? [] : [{ place: place(index), reason: `repeats ${place(first)}` }]
  })
}

type Range = { readonly from: string | number; readonly to: string | number }

/** Ranges that end before they begin or that share a day or a pass with an earlier one. */
function badRanges(ranges: readonly Range[], place: (index: number) => string): ProgrammeFileFault[] {
  return ranges.flatMap((range, index) => {
    if (range.from > range.to)
      return [{ place: `${place(index)}.to`, reason: `comes before from, ${range.from}` }]
    const other = ranges.findIndex((each, at) => at < index && each.from <= range.to && range.from <= each.to)
    return other < 0 ? [] : [{ place: place(index), reason: `overlaps ${place(other)}` }]
  })
}
