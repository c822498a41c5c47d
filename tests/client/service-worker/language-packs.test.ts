import { expect, test } from 'vitest'
import { packOf } from '#client/service-worker/language-packs.ts'
import { chunkName } from '../../../vite/chunk-name.ts'

test('[Y10] texts belong to their language and fonts to their script; French and Latin letters to everybody', () => {
  expect(packOf('assets/texts-ta-balance-a1B2_3-4.js')).toBe('ta')
  expect(packOf('/assets/texts-fr-x-falc-frame-a1B2c3d4.js')).toBe('fr-x-falc')
  expect(packOf('https://carnet.test/assets/font-Taml-a1B2c3d4.woff2')).toBe('Taml')
  for (const everybody of [
    'assets/texts-fr-balance-a1B2c3d4.js',
    'assets/font-Latn-a1B2c3d4.woff2',
    'assets/names-Taml-a1B2c3d4.woff2',
    'assets/index-a1B2c3d4.js',
    'index.html',
  ]) {
    expect(packOf(everybody)).toBeUndefined()
  }
})

test('[Y10] a build names the texts of a language so', () => {
  const chunk = { name: 'balance', facadeModuleId: '/project/locales/zh-Hans/balance.json' }
  expect(packOf(chunkName(chunk).replace('[hash]', 'a1B2c3d4'))).toBe('zh-Hans')
  expect(chunkName({ name: 'camera', facadeModuleId: null })).toBe('assets/[name]-[hash].js')
})
