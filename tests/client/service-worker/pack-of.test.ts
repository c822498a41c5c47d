import { expect, test } from 'vitest'
import { packOf } from '#client/service-worker/pack-of.ts'
import { chunkName, chunkOfTexts } from '../../../vite/text-chunks.ts'

test('[Y10] texts belong to their language and fonts to their script; French and Latin letters to everybody', () => {
  expect(packOf('assets/texts-ta-person-a1B2_3-4.js')).toBe('ta')
  expect(packOf('/assets/texts-fr-x-falc-person-a1B2c3d4.js')).toBe('fr-x-falc')
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
  const chunksOf = (code: string) =>
    ['balance', 'frame', 'field-test', 'status'].map((name) =>
      chunkOfTexts(`/project/locales/${code}/${name}.json`),
    )
  expect(chunksOf('zh-Hans')).toEqual([
    'texts-zh-Hans-person',
    'texts-zh-Hans-person',
    'texts-zh-Hans-staff',
    null,
  ])
  expect(packOf('assets/texts-zh-Hans-staff-a1B2c3d4.js')).toBe('zh-Hans')
  expect(chunksOf('fr')).toEqual([null, null, null, null])
  expect(chunkName({ facadeModuleId: '/project/locales/fr/balance.json' })).toBe(
    'assets/texts-fr-balance-[hash].js',
  )
  expect(chunkName({ facadeModuleId: null })).toBe('assets/[name]-[hash].js')
})
