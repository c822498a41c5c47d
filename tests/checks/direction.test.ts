import { expect, test } from 'vitest'
import { objectionTo } from '../../checks/lint/direction.ts'

test.each([
  ['src/domain/pass.ts', './money.ts'],
  ['src/domain/pass.ts', '#domain/money.ts'],
  ['src/protocol/head.ts', '#domain/money.ts'],
  ['src/protocol/head.ts', 'valibot'],
  ['src/client/features/redeem/redeem-screen.tsx', './redeem-pass.ts'],
  ['src/client/features/redeem/redeem-screen.tsx', '#client/store/database.ts'],
  ['src/client/features/redeem/redeem-screen.tsx', '#client/ui/button.tsx'],
  ['src/client/app/routes.tsx', '../features/redeem/redeem-screen.tsx'],
  ['src/client/main.tsx', './app/layout.tsx'],
  ['src/client/sync/sync-loop.ts', '#client/store/journal.ts'],
  ['src/client/store/database.ts', 'dexie'],
  ['src/client/scan/decoder.ts', 'zxing-wasm/reader/zxing_reader.wasm?url'],
  ['src/client/i18n/start.ts', '#locales/fr/scan.json'],
  ['src/server/routes/push.ts', '#server/ledger/record-entry.ts'],
  ['src/server/ledger/record-entry.ts', '../passes/list-passes.ts'],
  ['src/server/app.ts', './routes/push.ts'],
  ['src/server/commands/migrate.ts', '#server/database/postgres.ts'],
  ['src/server/database/postgres.ts', 'pg'],
  ['tests/server/push.test.ts', '#client/store/database.ts'],
])('%s may import %s', (file, source) => {
  expect(objectionTo(file, source)).toBeUndefined()
})

test.each([
  ['src/domain/pass.ts', '#protocol/head.ts', 'does not see'],
  ['src/domain/pass.ts', 'valibot', 'no package'],
  ['src/domain/pass.ts', 'node:fs', 'no package'],
  ['src/domain/pass.ts', './money', 'extension'],
  ['src/protocol/head.ts', '#client/store/database.ts', 'does not see'],
  ['src/protocol/head.ts', '../server/app.ts', 'does not see'],
  ['src/client/sync/push-entries.ts', '#server/app.ts', 'does not see'],
  ['src/server/app.ts', '#client/main.tsx', 'does not see'],
  ['src/client/features/redeem/redeem-screen.tsx', '#client/features/balance/balance.ts', 'no other feature'],
  ['src/client/features/redeem/redeem-screen.tsx', '../../app/routes.tsx', 'does not see'],
  ['src/client/store/journal.ts', '#client/features/redeem/redeem-pass.ts', 'does not see'],
  ['src/client/ui/button.tsx', '#domain/money.ts', 'does not see'],
  ['src/client/ui/button.tsx', '#client/store/journal.ts', 'does not see'],
  ['src/client/app/routes.tsx', '../main.tsx', 'does not see'],
  ['src/client/features/redeem/redeem-pass.ts', 'dexie', 'Only src/client/store/'],
  ['src/client/app/layout.tsx', 'zxing-wasm/reader', 'Only src/client/scan/'],
  ['src/client/sync/sync-loop.ts', 'workbox-window', 'Only src/client/service-worker/'],
  ['src/server/ledger/record-entry.ts', 'pg', 'Only src/server/database/'],
  ['src/server/ledger/record-entry.ts', '../routes/push.ts', 'does not see'],
  ['src/server/database/database.ts', '../ledger/record-entry.ts', 'does not see'],
  ['src/server/routes/push.ts', '../app.ts', 'does not see'],
  ['src/server/app.ts', '#tests/support/builders.ts', 'outside'],
])('%s may not import %s', (file, source, message) => {
  expect(objectionTo(file, source)).toContain(message)
})
