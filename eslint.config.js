import { defineConfig } from 'eslint/config'
import tseslint from 'typescript-eslint'
import { direction } from './checks/lint/direction.ts'
import { names } from './checks/lint/names.ts'
import { transactions } from './checks/lint/transactions.ts'

const shape = [
  { selector: 'ClassDeclaration, ClassExpression', message: 'Functions and plain data: no class.' },
  { selector: 'TSEnumDeclaration', message: 'A union of strings: no enum.' },
  { selector: 'ExportDefaultDeclaration', message: 'Export by name.' },
  { selector: 'ExportAllDeclaration', message: 'No barrel: import from the file that holds it.' },
  {
    selector:
      ':matches(Program, ExportNamedDeclaration) > VariableDeclaration > VariableDeclarator:not([id.typeAnnotation]) > ArrowFunctionExpression.init',
    message: 'At the top of a file, declare a function.',
  },
]

const wordsOnScreen = [
  { selector: 'JSXText[value=/\\p{L}/u]', message: 'No sentence in code: give it a key in locales/.' },
  {
    selector:
      'JSXElement > JSXExpressionContainer > :matches(Literal[value=/\\p{L}/u], TemplateLiteral[quasis.0.value.raw=/\\p{L}/u])',
    message: 'No sentence in code: give it a key in locales/.',
  },
  {
    selector:
      'JSXAttribute[name.name=/^(aria-label|aria-description|aria-roledescription|aria-valuetext|title|alt|label|placeholder)$/] > Literal[value=/\\p{L}/u]',
    message: 'No sentence in code: give it a key in locales/.',
  },
]

const waits = [
  {
    selector:
      'CallExpression[callee.property.name="waitForFunction"] > :matches(ArrowFunctionExpression, FunctionExpression)[async=true]',
    message: '`waitForFunction` takes a promise for a yes: use `expect.poll`.',
  },
]

const onlyInABrowser = [
  'self',
  'indexedDB',
  'caches',
  'location',
  'navigator',
  'importScripts',
  'postMessage',
]

export default defineConfig(
  { ignores: ['dist/', 'data/', 'public/'] },
  {
    // An exception is written here, where everybody sees it.
    linterOptions: { noInlineConfig: true },
    plugins: { carnet: { rules: { direction, names, transactions } } },
    rules: { 'carnet/names': 'error' },
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-warning-comments': ['error', { terms: ['todo', 'fixme', 'xxx'] }],
      'no-restricted-syntax': ['error', ...shape],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/consistent-type-definitions': ['error', 'type'],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      // An adapter answers a promise because its port does, not because it waits.
      '@typescript-eslint/require-await': 'off',
    },
  },
  { files: ['src/**/*.{ts,tsx}'], rules: { 'carnet/direction': 'error' } },
  {
    files: ['src/protocol/**/*.ts', 'src/server/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', ...onlyInABrowser] },
  },
  {
    files: ['src/protocol/**/*.ts'],
    rules: { 'no-restricted-globals': ['error', 'fetch', ...onlyInABrowser] },
  },
  {
    files: ['src/client/**/*.{ts,tsx}'],
    rules: {
      'carnet/transactions': 'error',
      'no-restricted-syntax': ['error', ...shape, ...wordsOnScreen],
    },
  },
  {
    files: ['tests/**/*.{ts,tsx}'],
    rules: {
      'no-restricted-syntax': ['error', ...shape, ...waits],
      // What a test reads back from JSON is proved by its assertions.
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  {
    // Only an interface can be added to, as i18next asks for its keys.
    files: ['**/*.d.ts'],
    rules: { '@typescript-eslint/consistent-type-definitions': 'off' },
  },
  {
    // Their tools ask for a default export.
    files: ['*.config.{ts,js}'],
    rules: { 'no-restricted-syntax': 'off' },
  },
)
