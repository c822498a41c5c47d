import { decodeEntry, operatorOf } from '#protocol/journal-entry.ts'
import type { Picture } from '../picture.ts'
import type { Town } from '../town.ts'

/** S81: each act that somebody was told of is of who was at work when it was done, and of nobody else. */
export function findWrongOperators({ told }: Town, { entries }: Picture): readonly string[] {
  const byId = new Map(entries.map((row) => [row.entry, row]))
  return told.flatMap(({ tablet, entry, operator }) => {
    const row = entry === undefined ? undefined : byId.get(entry)
    const read = row && decodeEntry(row.bytes)
    if (!read?.ok) return []
    const said = operatorOf(read.value)
    return said === operator ? [] : [`S81 act ${entry} of ${tablet} was done by ${operator} and says ${said}`]
  })
}
