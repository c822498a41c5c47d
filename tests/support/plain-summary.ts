import type { Reporter, TestModule, Vitest } from 'vitest/node'

/** Ends the output with one plain line, `12 passed, 0 failed`. A skipped test fails the run, and so does a run without tests. */
export function plainSummary(): Reporter {
  let vitest: Vitest | undefined
  return {
    onInit(started) {
      vitest = started
    },
    onTestRunEnd(modules, unhandledErrors) {
      const { passed, skipped, ...counted } = count(modules)
      const failed = counted.failed + unhandledErrors.length
      // Under `-t`, what the pattern leaves out is not skipped by anyone's decision.
      const leftOut = vitest?.config.testNamePattern ? 0 : skipped
      console.log(`\n${passed} passed, ${failed} failed${leftOut > 0 ? `, ${leftOut} skipped` : ''}`)
      if (leftOut > 0 || failed > 0 || passed === 0) process.exitCode = 1
    },
  }
}

function count(modules: readonly TestModule[]) {
  const states = modules.flatMap((module) => {
    const tests = [...module.children.allTests()].map((test) => test.result().state)
    // A file that broke before or around its tests is a failure of its own.
    return module.state() === 'failed' && !tests.includes('failed') ? [...tests, 'failed'] : tests
  })
  const of = (state: string) => states.filter((each) => each === state).length
  return { passed: of('passed'), failed: of('failed'), skipped: of('skipped') + of('pending') }
}
