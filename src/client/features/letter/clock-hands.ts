/** Where a hand ends, from the middle of a face of radius 50; y goes down. */
export type Hand = { readonly x: number; readonly y: number }

const lengths = { hour: 17, minute: 25 } as const

/** The hands at a minute of the day: the short one moves on between two hours. */
export function handsAt(minute: number): { readonly hour: Hand; readonly minute: Hand } {
  return {
    hour: handTo((minute % 720) / 720, lengths.hour),
    minute: handTo((minute % 60) / 60, lengths.minute),
  }
}

/** A part of the way around, beginning at the top. */
function handTo(part: number, length: number): Hand {
  const angle = part * 2 * Math.PI
  return { x: Math.sin(angle) * length, y: -Math.cos(angle) * length }
}
