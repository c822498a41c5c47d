import type { Bytes } from './bytes.ts'

/**
 * Ascending indices as the gaps between them (what lies between one and the next), each seven bits a byte, the lowest
 * first, the highest bit set on all but its last byte.
 */
export function encodeGaps(indices: readonly number[]): Bytes {
  const bytes: number[] = []
  let next = 0
  for (const index of indices) {
    let gap = index - next
    for (; gap >= 128; gap = Math.floor(gap / 128)) bytes.push((gap % 128) + 128)
    bytes.push(gap)
    next = index + 1
  }
  return Uint8Array.from(bytes)
}

/** Undefined when the bytes end within a gap, spell one in more bytes than it needs, or lead beyond all indices. */
export function decodeGaps(bytes: Uint8Array): readonly number[] | undefined {
  const indices: number[] = []
  let next = 0
  let gap = 0
  let unit = 1
  for (const byte of bytes) {
    gap += (byte % 128) * unit
    if (gap > largestIndex || unit > largestIndex) return undefined
    if (byte >= 128) {
      unit *= 128
      continue
    }
    if (byte === 0 && unit > 1) return undefined
    const index = next + gap
    if (index > largestIndex) return undefined
    indices.push(index)
    next = index + 1
    gap = 0
    unit = 1
  }
  return unit > 1 ? undefined : indices
}

const largestIndex = 2 ** 32
