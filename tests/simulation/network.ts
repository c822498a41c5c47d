import type { Operation } from './operations.ts'
import type { SentRequest, SimulatedServer } from './simulated-server.ts'
import type { Tablet } from './tablet.ts'

/** A request under way: the run decides what becomes of it. */
export type Flight = {
  readonly operation: Operation
  readonly tablet: Tablet
  readonly request: SentRequest
  readonly arrive: (response: Response) => void
  readonly fail: () => void
}

export type Network = {
  readonly flights: Flight[]
  /** What arrived or was lost before, newest last: a network may bring it again. */
  readonly past: SentRequest[]
  /** Bytes that something on the way takes for what must not pass. */
  readonly refused: Uint8Array[]
  readonly fetchOf: (tablet: Tablet, operation: Operation) => typeof fetch
}

const remembered = 30

/**
 * Requests of enrolled devices and heads wait until the run delivers them; a nonce and the files, which never change,
 * are answered at once.
 */
export function createNetwork(server: SimulatedServer, noteChange: () => void): Network {
  const flights: Flight[] = []
  const past: SentRequest[] = []
  const refused: Uint8Array[] = []

  function send(tablet: Tablet, operation: Operation, request: SentRequest, signal: AbortSignal | undefined) {
    return new Promise<Response>((resolve, reject) => {
      const end = (settle: () => void) => () => {
        if (!flights.includes(flight)) return
        flights.splice(flights.indexOf(flight), 1)
        past.push(request)
        if (past.length > remembered) past.shift()
        if (operation.dead) return
        if (operation.section) operation.section.underWay--
        settle()
      }
      const fail = end(() => reject(new TypeError('fetch failed')))
      const flight: Flight = {
        operation,
        tablet,
        request,
        arrive: (response) => end(() => resolve(response))(),
        fail,
      }
      flights.push(flight)
      signal?.addEventListener('abort', fail)
      if (operation.section) operation.section.underWay++
      noteChange()
    })
  }

  return {
    flights,
    past,
    refused,
    fetchOf: (tablet, operation) => async (input, init) => {
      const request = await sentRequest(input, init)
      if (!tablet.online) throw new TypeError('fetch failed')
      if (holdsAny(request, refused)) return new Response('<html>refused</html>', { status: 415 })
      const waits =
        !operation.straight &&
        /^\/(api\/(push|pull|incarnations|readmissions|exports)$|heads\/)/.test(request.path)
      if (!waits) return server.answer(request)
      return send(tablet, operation, request, init?.signal ?? undefined)
    },
  }
}

function holdsAny({ path, body }: SentRequest, refused: readonly Uint8Array[]): boolean {
  if (path !== '/api/push' || !body) return false
  return refused.some((bytes) => Buffer.from(body).includes(Buffer.from(bytes)))
}

async function sentRequest(input: string | URL | Request, init: RequestInit = {}): Promise<SentRequest> {
  const { pathname } = new URL(input instanceof Request ? input.url : input)
  const body = init.body instanceof Uint8Array ? new Uint8Array(init.body) : undefined
  return { method: init.method ?? 'GET', path: pathname, headers: new Headers(init.headers), body }
}
