import { spawn } from 'node:child_process'

/** Runs the commands, so many at a time; prints a line for each, and what it said when it failed. True when all held. */
export async function runAll(commands: readonly NamedCommand[], atATime: number): Promise<boolean> {
  const waiting = [...commands]
  let held = true
  async function work() {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const { code, output, seconds } = await run(next.command)
      console.log(`${code === 0 ? 'ok    ' : 'FAILED'} ${next.name.padEnd(28)} ${seconds.toFixed(1)} s`)
      if (code !== 0 || next.alwaysSay) console.log(output.trimEnd())
      held &&= code === 0
    }
  }
  await Promise.all(Array.from({ length: atATime }, work))
  return held
}

export type NamedCommand = {
  readonly name: string
  readonly command: readonly [string, ...string[]]
  readonly alwaysSay?: boolean
}

function run([program, ...args]: NamedCommand['command']) {
  const start = performance.now()
  return new Promise<{ code: number | null; output: string; seconds: number }>((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    child.stdout.on('data', (text: Buffer) => (output += text.toString()))
    child.stderr.on('data', (text: Buffer) => (output += text.toString()))
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, output, seconds: (performance.now() - start) / 1000 }))
  })
}
