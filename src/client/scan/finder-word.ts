import type { Attempt } from './view-finder.ts'

/** What may have to be said of the pictures: something else than a pass lies there, or no code has been seen for a while. */
export type FinderWord = 'nothing' | 'no-pass' | 'no-code'

/** Milliseconds: long enough to find the frame with a hand that trembles. */
const patience = 8000
/** As long as it takes to read two sentences, after what is no pass was taken away. */
const saidFor = 4000
/** A camera that stood still, or a page that was hidden, has looked at nothing meanwhile. */
const longestStep = 1000

/** Follows each look at a picture. The time is that of the looks themselves. */
export function createFinderWord(isPass: (text: string) => boolean): (attempt: Attempt) => FinderWord {
  let lastAt: number | undefined
  let withoutCode = 0
  let noPassFor = 0
  return ({ endedAt, text }) => {
    const step = Math.min(longestStep, endedAt - (lastAt ?? endedAt))
    lastAt = endedAt
    if (text !== undefined) {
      withoutCode = 0
      noPassFor = isPass(text) ? 0 : saidFor
    } else {
      withoutCode += step
      noPassFor -= step
    }
    if (noPassFor > 0) return 'no-pass'
    return withoutCode >= patience ? 'no-code' : 'nothing'
  }
}
