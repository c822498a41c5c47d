/** Something that a tab does, from its start until it is done, dead, or waits for the network or for a lock. */
export type Operation = {
  readonly name: string
  /** Answers its requests at once, without waiting to be delivered. */
  readonly straight: boolean
  settled: boolean
  /** A timer has fired that it waited for: it is about to settle. */
  woken: boolean
  /** Its tab is gone: whatever it still waits for never comes. */
  dead: boolean
  /** Waits for a lock that another operation holds. */
  queued: number
  /** What runs under a lock, and how many of its requests are under way. */
  section: { underWay: number } | undefined
}

/**
 * Runs one thing at a time: `rest` resolves when every operation is done or waits for a decision of the run. No two of
 * them ever compute at once, so that a seed tells one story.
 */
export function createOperations() {
  const operations = new Set<Operation>()
  let changed = () => {}
  let change = nextChange()

  function nextChange(): Promise<void> {
    return new Promise((resolve) => (changed = resolve))
  }

  function noteChange() {
    const told = changed
    change = nextChange()
    told()
  }

  return {
    noteChange,
    start(name: string, straight: boolean, run: (operation: Operation) => Promise<void>): Operation {
      const operation: Operation = {
        name,
        straight,
        settled: false,
        woken: false,
        dead: false,
        queued: 0,
        section: undefined,
      }
      operations.add(operation)
      void run(operation).finally(() => {
        operation.settled = true
        noteChange()
      })
      return operation
    },
    async rest(): Promise<void> {
      for (;;) {
        const busy = [...operations].filter((operation) => !isAtRest(operation))
        if (busy.length === 0) break
        await orStuck(change, busy)
      }
      for (const operation of operations) if (isOver(operation)) operations.delete(operation)
    },
  }
}

function isOver({ settled, dead, section, queued }: Operation): boolean {
  return dead || (settled && !section && queued === 0)
}

function isAtRest({ settled, woken, dead, queued, section }: Operation): boolean {
  if (dead) return true
  if (section && section.underWay === 0) return false
  if (settled) return true
  return !woken && (queued > 0 || section !== undefined)
}

/** A run that waits for what nobody will bring is a fault of the simulation: it says of whom. */
async function orStuck(change: Promise<void>, busy: readonly Operation[]): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const stuck = new Promise<never>((_, reject) => {
    const names = busy.map(({ name }) => name).join(', ')
    timer = setTimeout(() => reject(new Error(`nothing goes on: ${names}`)), 60_000)
  })
  await Promise.race([change, stuck]).finally(() => clearTimeout(timer))
}
