import * as v from 'valibot'
import { closestKey, fieldAt, type ProgrammeFileFault } from './programme-file-fault.ts'

type Keys = readonly (string | number)[]

/** One part of the file when every field in it has its type; values out of range are faults but do not hide it. */
export function readPart<Schema extends v.GenericSchema>(
  schema: Schema,
  file: Readonly<Record<string, unknown>>,
  name: string,
  faults: ProgrammeFileFault[],
): v.InferOutput<Schema> | undefined {
  if (!Object.hasOwn(file, name)) {
    faults.push({ place: name, reason: 'is missing' })
    return undefined
  }
  const parsed = v.safeParse(schema, file[name])
  for (const issue of parsed.issues ?? []) faults.push(faultOf(issue, name))
  return parsed.typed ? parsed.output : undefined
}

/** Keys that no schema knows. Apart from valibot's strict objects, which report only the first one. */
export function unknownKeys(schema: object, value: unknown, ...keys: Keys): ProgrammeFileFault[] {
  if ('wrapped' in schema && isRecord(schema.wrapped)) return unknownKeys(schema.wrapped, value, ...keys)
  if ('item' in schema && isRecord(schema.item)) {
    const item = schema.item
    return Array.isArray(value) ? value.flatMap((each, index) => unknownKeys(item, each, ...keys, index)) : []
  }
  if (!('entries' in schema) || !isRecord(schema.entries) || 'rest' in schema) return []
  if (Array.isArray(value)) return [{ place: fieldAt(...keys), reason: 'expected an object: { … }' }]
  const entries = schema.entries
  return !isRecord(value)
    ? []
    : Object.entries(value).flatMap(([key, each]) => {
        const known = Object.hasOwn(entries, key) ? entries[key] : undefined
        if (isRecord(known)) return unknownKeys(known, each, ...keys, key)
        const meant = closestKey(key, Object.keys(entries))
        const reason = `is not a known key${meant ? `: did you mean "${meant}"?` : ''}`
        return [{ place: fieldAt(...keys, key), reason }]
      })
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function faultOf(issue: v.BaseIssue<unknown>, part: string): ProgrammeFileFault {
  const path = issue.path ?? []
  const place = fieldAt(
    part,
    ...path.map((item) => (typeof item.key === 'number' ? item.key : String(item.key))),
  )
  if (issue.kind !== 'schema') return { place, reason: issue.message }
  const last = path.at(-1)
  if (last && 'origin' in last && last.origin === 'key') return { place, reason: 'is missing' }
  const wanted =
    kinds[issue.expected ?? ''] ??
    (issue.expected ?? 'something else').replace(/[()]/g, '').replaceAll('|', 'or')
  return { place, reason: `expected ${wanted}, found ${shown(issue.input)}` }
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  boolean: 'true or false',
  Object: 'an object: { … }',
  Array: 'a list: [ … ]',
}

function shown(value: unknown): string {
  const json = JSON.stringify(value)
  return json.length <= 40 ? json : `${json.slice(0, 40)}…`
}
