/** A row as the store gives it: integers are numbers, bytea is a Uint8Array. */
export type Row = Readonly<Record<string, unknown>>

export type Queries = {
  query<Result extends object = Row>(sql: string, parameters?: readonly unknown[]): Promise<readonly Result[]>
}

/** One dialect (SQL of PostgreSQL 15) behind one port, embedded or not. */
export type Database = Queries & {
  /**
   * All or nothing. Deadlocks and serialisation failures (40P01, 40001) are retried a bounded number of times, so the
   * work must be repeatable. `snapshot`: every statement sees the state of the first one. `readOnly`: none may write or
   * lock, so that a standby runs it too.
   */
  transaction<Result>(
    work: (queries: Queries) => Promise<Result>,
    options?: TransactionOptions,
  ): Promise<Result>
  /** Several statements without parameters: migrations only. */
  script(sql: string): Promise<void>
  readonly kind: StoreStatus['kind']
  status(): Promise<StoreStatus>
  close(): Promise<void>
}

export type TransactionOptions = { readonly snapshot?: boolean; readonly readOnly?: boolean }

/** Which store runs and what survives a power cut, as the health page says it. */
export type StoreStatus = {
  readonly kind: 'pglite' | 'postgresql'
  readonly durability: string
  /** What keeps a second server from writing beside this one. */
  readonly lock: string
  /** What can still be lost, in plain words. */
  readonly notPromised: readonly string[]
  /** Why nothing is answered any more. */
  readonly failure: string | null
}

/** Why a store does not open: a person can mend each. */
export type StoreFailure =
  | { readonly type: 'folder-in-use'; readonly folder: string; readonly holder: number }
  | { readonly type: 'folder-not-writable'; readonly folder: string; readonly reason: string }
  | { readonly type: 'unreachable'; readonly reason: string }

const attempts = 6

/** What is between a try that met a conflict, counted from one, and the next. */
export type Pause = (attempt: number) => Promise<void>

export async function retryConflicts<Result>(work: () => Promise<Result>, pause: Pause): Promise<Result> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work()
    } catch (error) {
      if (attempt >= attempts || !isConflict(error)) throw error
      await pause(attempt)
    }
  }
}

/** Milliseconds before the second try, at most; twice as long before each that follows. */
const firstPause = 4

/** Any part of that time, so that two that met do not meet again. */
export function jitteredPause(
  random: (length: number) => Uint8Array,
  wait: (milliseconds: number) => Promise<void>,
): Pause {
  return (attempt) => {
    const [high = 0, low = 0] = random(2)
    return wait(((high * 256 + low) / 65_536) * firstPause * 2 ** (attempt - 1))
  }
}

export function beginStatement(options: TransactionOptions | undefined): string {
  const level = options?.snapshot ? ' ISOLATION LEVEL REPEATABLE READ' : ''
  return `BEGIN${level}${options?.readOnly ? ' READ ONLY' : ''}`
}

function isConflict(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  return code === '40001' || code === '40P01'
}
