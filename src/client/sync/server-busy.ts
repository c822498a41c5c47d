import type { Instant } from '#domain/instant.ts'

/** What a request rejects with when our server, or what stands before it, is there and asks to be left alone. */
export type ServerBusy = Error & {
  readonly busy: {
    readonly status: number
    /** Milliseconds that it asks for (`Retry-After`, RFC 9110 §10.2.3); undefined when it does not say. */
    readonly retryAfter: number | undefined
  }
}

export function serverBusy(response: Response, path: string, now: Instant): ServerBusy {
  const { status, headers } = response
  const retryAfter = parseRetryAfter(headers.get('Retry-After'), instantOf(headers.get('Date')) ?? now)
  return Object.assign(new Error(`The server answered ${status} to ${path}.`), {
    busy: { status, retryAfter },
  })
}

export function isServerBusy(error: unknown): error is ServerBusy {
  return error instanceof Error && 'busy' in error
}

/** Seconds, or a date by the server's own clock. */
export function parseRetryAfter(header: string | null, serverTime: Instant): number | undefined {
  const said = header?.trim() ?? ''
  if (/^\d{1,9}$/.test(said)) return Number(said) * 1000
  const until = instantOf(said)
  return until === undefined ? undefined : Math.max(0, until - serverTime)
}

function instantOf(date: string | null): Instant | undefined {
  const at = Date.parse(date ?? '')
  return Number.isNaN(at) ? undefined : at
}
