import type { Structure } from '#domain/structure.ts'

/** Beyond French: more would be read by nobody from the other side of a street. */
export const mostPosterLanguages = 6

/** Those spoken at the place, else those of the people whom the programme serves; only what can be written. */
export function firstPosterLanguages(
  { languages }: Structure,
  ofProgramme: readonly string[],
  written: readonly string[],
): readonly string[] {
  const spoken = (languages ?? []).filter((code) => written.includes(code))
  const wished = spoken.length > 0 ? spoken : ofProgramme.filter((code) => written.includes(code))
  return wished.slice(0, mostPosterLanguages)
}
