import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { plainSummary } from './tests/support/plain-summary.ts'

// Half an hour off the full hour, so that nothing may depend on the zone of the machine. Set before the workers start.
process.env.TZ = 'America/St_Johns'

const onBothStores = ['tests/{server,journeys}/**/*.test.ts']
/** PGlite has no connection to lose. */
const onPostgresOnly = ['tests/server/**/*.postgres.test.ts']
/** PostgreSQL keeps its files to itself. */
const onPgliteOnly = ['tests/server/**/*.pglite.test.ts']
const simulation = ['tests/simulation/**/*.test.ts']
const browser = ['tests/browser/**/*.test.ts']
/** How many looks are read, and what a kill in the middle leaves, is another thing on a processor that does more. */
const alone = ['tests/browser/{field-test,browser-killed}.test.ts']

export default defineConfig({
  test: {
    reporters: ['default', plainSummary()],
    allowOnly: false,
    // Vitest's own choice on two cores is one worker, and then the order of the groups is lost.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      {
        test: {
          name: 'unit',
          include: ['tests/**/*.test.{ts,tsx}'],
          exclude: [...onBothStores, ...simulation, ...browser],
          testTimeout: 30_000,
        },
      },
      // The same files twice. tests/support/store.ts reads CARNET_TEST_STORE (pglite or postgres) and, for postgres,
      // CARNET_TEST_DATABASE_URL: a role that may create databases, so that each worker makes one of its own, which its
      // files have after one another: hence no isolation.
      {
        test: {
          name: 'server-pglite',
          include: onBothStores,
          exclude: onPostgresOnly,
          isolate: false,
          env: { CARNET_TEST_STORE: 'pglite' },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'server-postgres',
          include: onBothStores,
          exclude: onPgliteOnly,
          isolate: false,
          env: { CARNET_TEST_STORE: 'postgres' },
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'simulation',
          include: simulation,
          // A town's beginning (a database, keys, codes) takes seconds to make: once for each worker, not for each file.
          isolate: false,
          // Node itself loads the modules, as in `npm run simulate`: what Vitest puts around each import costs a run a tenth.
          experimental: { viteModuleRunner: false },
          env: { CARNET_TEST_STORE: 'pglite' },
          testTimeout: 900_000,
          hookTimeout: 120_000,
        },
      },
      // After everything else: half of a journey is to wait for a browser, a server or the network, so two share the time.
      {
        test: {
          name: 'browser',
          include: browser,
          exclude: alone,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'browser-alone',
          include: alone,
          fileParallelism: false,
          sequence: { groupOrder: 2 },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
