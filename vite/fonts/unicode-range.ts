/** Code points from the descriptor `unicode-range` of a style sheet: `U+0-FF,U+131`. */
export function parseUnicodeRange(text: string): (codePoint: number) => boolean {
  const ranges = text.split(',').map((part) => {
    const [from = '', to = from] = part.trim().replace(/^U\+/i, '').split('-')
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const
  })
  return (codePoint) => ranges.some(([from, to]) => codePoint >= from && codePoint <= to)
}

/** The shortest such descriptor of these characters. */
export function writeUnicodeRange(characters: Iterable<string>): string {
  const points = [...characters].map((character) => character.codePointAt(0) ?? 0).toSorted((a, b) => a - b)
  const ranges: (readonly [number, number])[] = []
  for (const point of points) {
    const last = ranges.at(-1)
    if (last && point <= last[1] + 1) ranges[ranges.length - 1] = [last[0], point]
    else ranges.push([point, point])
  }
  return ranges.map(([from, to]) => `U+${hex(from)}${to > from ? `-${hex(to)}` : ''}`).join(',')
}

function hex(point: number): string {
  return point.toString(16).toUpperCase()
}
