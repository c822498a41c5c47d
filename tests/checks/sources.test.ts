import { expect, test } from 'vitest'
import { physicalDirections } from '../../checks/css-directions.ts'
import { importCycles } from '../../checks/import-cycles.ts'

test('files that import one another in a ring are a cycle, through aliases and lazy imports too', () => {
  const files = {
    'src/domain/pass.ts': "import { batch } from './batch.ts'\nimport { cents } from './money.ts'",
    'src/domain/batch.ts': "import {\n  money,\n} from '#domain/money.ts'",
    'src/domain/money.ts': "const pass = await import('./pass.ts')",
  }
  expect(importCycles(new Map(Object.entries(files)))).toEqual([
    ['src/domain/pass.ts', 'src/domain/batch.ts', 'src/domain/money.ts', 'src/domain/pass.ts'],
  ])
})

test('a file may be imported from two sides', () => {
  const files = {
    'src/domain/pass.ts': "import './batch.ts'\nimport './money.ts'",
    'src/domain/batch.ts': "import './money.ts'",
    'src/domain/money.ts': '',
  }
  expect(importCycles(new Map(Object.entries(files)))).toEqual([])
})

test.each([
  'margin-left: 1rem;',
  'padding-right:0',
  'left: 0;',
  'right: 0;',
  'text-align: right;',
  'float: left;',
  'border-left: 1px solid;',
  'border-right-color: red;',
  'border-top-left-radius: 4px;',
  '&:dir(rtl) { transform: scaleX(-1); }',
])('%s does not mirror', (declaration) => {
  expect(physicalDirections('screen.css', `.a {\n  ${declaration}\n}`)).toEqual([
    `screen.css:2: ${declaration}`,
  ])
})

test.each([
  'margin-inline-start: 1rem;',
  'inset-inline-end: 0;',
  'text-align: start;',
  'border-start-start-radius: 4px;',
  '/* left: as on paper */',
  '--left: 1;',
])('%s does', (declaration) => {
  expect(physicalDirections('screen.css', `.a {\n  ${declaration}\n}`)).toEqual([])
})
