const noBreak = '\u00a0'

/** `350 m`, `1,2 km`, `14 km`: as far as feet or a bus care. Metres as the crow flies. */
export function writeDistance(metres: number): string {
  const rounded = Math.max(50, Math.round(metres / 50) * 50)
  if (rounded < 1000) return `${rounded}${noBreak}m`
  const tenths = Math.round(metres / 100)
  if (tenths >= 100) return `${Math.round(metres / 1000)}${noBreak}km`
  const [whole, part] = [Math.floor(tenths / 10), tenths % 10]
  return `${whole}${part === 0 ? '' : `,${part}`}${noBreak}km`
}
