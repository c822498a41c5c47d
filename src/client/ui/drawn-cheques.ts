export type DrawnCheque = {
  readonly number: number
  readonly state: 'whole' | 'next' | 'used'
  readonly tearing: boolean
  readonly text: string
  /** Sheets seen behind the first one, for a block. */
  readonly depth: 0 | 1 | 2
}

type Used = number | readonly boolean[]
type Tearing = number | readonly number[]

/** One drawing for each unit; the first whole one is the next to be used. */
export function chequesOf(units: number, used: Used, tearing: Tearing): readonly DrawnCheque[] {
  const gone = Array.from({ length: units }, (_, index) => isUsed(used, index))
  const next = gone.indexOf(false)
  const torn = new Set(typeof tearing === 'number' ? lastOf(gone, tearing) : tearing)
  return gone.map((isGone, index) => ({
    number: index + 1,
    state: isGone ? 'used' : index === next ? 'next' : 'whole',
    tearing: isGone && torn.has(index + 1),
    text: `${index + 1}`,
    depth: 0,
  }))
}

/** One drawing for ten units, with what is left of them in digits. */
export function blocksOf(units: number, used: Used, tearing: Tearing): readonly DrawnCheque[] {
  const left = units - usedCount(used)
  const before = left + (typeof tearing === 'number' ? tearing : tearing.length)
  const blocks = Math.ceil(units / 10)
  const next = blocks - Math.ceil(left / 10)
  return Array.from({ length: blocks }, (_, index) => {
    const start = (blocks - 1 - index) * 10
    const whole = leftFrom(left, start)
    return {
      number: index + 1,
      state: whole === 0 ? 'used' : index === next ? 'next' : 'whole',
      tearing: whole === 0 && leftFrom(before, start) > 0,
      text: whole === 0 ? '' : `${whole}`,
      depth: whole > 5 ? 2 : whole > 1 ? 1 : 0,
    }
  })
}

function leftFrom(left: number, start: number): number {
  return Math.max(0, Math.min(10, left - start))
}

function usedCount(used: Used): number {
  return typeof used === 'number' ? used : used.filter(Boolean).length
}

function isUsed(used: Used, index: number): boolean {
  return typeof used === 'number' ? index < used : used[index] === true
}

function lastOf(gone: readonly boolean[], count: number): readonly number[] {
  const numbers = gone.flatMap((isGone, index) => (isGone ? [index + 1] : []))
  return count > 0 ? numbers.slice(-count) : []
}
