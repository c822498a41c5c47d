/** What a request rejects with when what it carried was refused, and would be again. */
export type ContentRefused = Error & { readonly contentRefused: number }

/**
 * Answers that speak of the content alone (RFC 9110 §15.5, RFC 4918 §11.2): malformed, not acceptable, too large, of
 * another kind, not to be processed. All others speak of the asker, the address or the hour.
 */
const refusals: readonly number[] = [400, 406, 413, 415, 422]

/** The error for an answer that is none of ours. */
export function noAnswerOfOurs(path: string, status: number): Error {
  const error = new Error(`No answer of our server to ${path}: ${status}.`)
  return refusals.includes(status) ? Object.assign(error, { contentRefused: status }) : error
}

export function isContentRefused(error: unknown): error is ContentRefused {
  return error instanceof Error && 'contentRefused' in error
}
