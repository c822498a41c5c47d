/** Why what a person wrote is no reason. Each is a locale key. */
export type ReasonFault = 'reason-missing' | 'reason-too-long'

/** As long as an entry holds; more would make it unreadable for the server. */
export const longestReason = 200

export function reasonFault(reason: string): ReasonFault | undefined {
  if (reason === '') return 'reason-missing'
  return reason.length > longestReason ? 'reason-too-long' : undefined
}
