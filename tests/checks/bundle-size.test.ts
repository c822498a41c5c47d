import { expect, test } from 'vitest'
import { eagerFiles } from '../../checks/bundle-size.ts'

test('a role pays for its entry, its route and what both import at once, each file once', () => {
  const manifest = {
    'index.html': { file: 'main.js', isEntry: true, imports: ['_react.js'] },
    'redeem-screen.tsx': {
      file: 'redeem.js',
      isDynamicEntry: true,
      imports: ['_react.js', '_scan.js'],
      dynamicImports: ['manage-screen.tsx'],
    },
    'manage-screen.tsx': { file: 'manage.js', isDynamicEntry: true },
    '_react.js': { file: 'react.js' },
    '_scan.js': { file: 'scan.js', imports: ['_react.js'] },
  }
  expect(eagerFiles(manifest, ['index.html', 'redeem-screen.tsx'])).toEqual(
    new Set(['main.js', 'react.js', 'redeem.js', 'scan.js']),
  )
})
