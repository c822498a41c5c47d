const silence = 3000

/** Tells whether a text was let through less than three seconds ago: a code held still is one act. Times in milliseconds. */
export function createRepeatFilter(): (text: string, at: number) => boolean {
  const reportedAt = new Map<string, number>()
  return function isRepeat(text, at) {
    for (const [known, since] of reportedAt) {
      if (at - since >= silence) reportedAt.delete(known)
    }
    if (reportedAt.has(text)) return true
    reportedAt.set(text, at)
    return false
  }
}
