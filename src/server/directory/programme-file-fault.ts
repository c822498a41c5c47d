/** What is wrong in a programme file and where, in plain English for the operator at the console. */
export type ProgrammeFileFault = {
  /** Path of the field, such as `batches[2].units`; `line 3, column 5` when the file is not JSON. */
  readonly place: string
  readonly reason: string
}

/** The path of a field below another: `fieldAt('batches', 2, 'units')` is `batches[2].units`. */
export function fieldAt(...keys: readonly (string | number)[]): string {
  return keys.reduce<string>((place, key) => {
    if (typeof key === 'number') return `${place}[${key}]`
    if (!/^[A-Za-z][\w-]*$/.test(key)) return `${place}[${JSON.stringify(key)}]`
    return place === '' ? key : `${place}.${key}`
  }, '')
}

/** The known key that an unknown one resembles, if it may be a slip of the keyboard. */
export function closestKey(unknown: string, known: readonly string[]): string | undefined {
  const near = known
    .map((key) => ({ key, distance: editDistance(unknown.toLowerCase(), key.toLowerCase()) }))
    .filter(({ key, distance }) => distance <= Math.min(2, Math.floor(key.length / 2)))
    .sort((one, other) => one.distance - other.distance)
  return near[0]?.key
}

/** Letters to insert, remove or replace to turn one word into the other. */
function editDistance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column)
  for (const [row, letter] of Array.from(from).entries()) {
    const current = [row + 1]
    for (let column = 1; column <= to.length; column++) {
      const replaced = (previous[column - 1] ?? 0) + (letter === to[column - 1] ? 0 : 1)
      const inserted = (current[column - 1] ?? 0) + 1
      const removed = (previous[column] ?? 0) + 1
      current.push(Math.min(replaced, inserted, removed))
    }
    previous = current
  }
  return previous[to.length] ?? 0
}
