import { french, type Language } from './languages.ts'

/** French first, for who helps; then those of the person's phone, those of the place, and the others as they stand. */
export function orderedLanguages(
  offered: readonly Language[],
  ofPhone: readonly string[],
  ofPlace: readonly string[],
): readonly Language[] {
  const first = [french.code, ...ofPhone, ...ofPlace]
  const rank = ({ code }: Language) => (first.includes(code) ? first.indexOf(code) : first.length)
  return offered.toSorted((a, b) => rank(a) - rank(b))
}
