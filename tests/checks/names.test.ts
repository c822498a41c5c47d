import { expect, test } from 'vitest'
import { objectionToName } from '../../checks/lint/names.ts'

test.each(['src/domain/pass-number.ts', 'tests/domain/pass.test.ts', 'vite.config.ts', '.ci/run'])(
  '%s is a good name',
  (path) => {
    expect(objectionToName(path)).toBeUndefined()
  },
)

test.each([
  'src/client/ui/Button.tsx',
  'src/domain/passNumber.ts',
  'src/domain/utils.ts',
  'src/server/services/push.ts',
  'src/client/shared/button.tsx',
])('%s is not', (path) => {
  expect(objectionToName(path)).toBeDefined()
})
