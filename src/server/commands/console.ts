/** One clear line for each step of a command. */
export function say(line: string): void {
  process.stdout.write(`${line}\n`)
}

/** One clear sentence, and exit code 1. */
export function stop(sentence: string): never {
  process.stderr.write(`${sentence}\n`)
  process.exit(1)
}

export function logError(error: unknown): void {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`)
}
