import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'
import { expect, test } from 'vitest'
import { withoutZxingJs } from '../../vite/without-zxing-js.ts'

const scanner = fileURLToPath(import.meta.resolve('html5-qrcode/es2015/html5-qrcode.js'))

test('[W49] html5-qrcode is built without the decoder that it brings along', async () => {
  const [whole, ours] = [await modulesOf([]), await modulesOf([withoutZxingJs()])]
  expect(decodersAmong(whole)).toHaveLength(1)
  expect(decodersAmong(ours)).toEqual([])
  expect(sizeOf(ours)).toBeLessThan(sizeOf(whole) / 3)
})

type Module = { readonly name: string; readonly bytes: number }

/** What is in the bundle of html5-qrcode, with its size. */
async function modulesOf(plugins: readonly Plugin[]): Promise<readonly Module[]> {
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    plugins: [...plugins],
    build: { write: false, minify: false, lib: { entry: scanner, formats: ['es'], fileName: 'scanner' } },
  })
  const outputs = Array.isArray(built) ? built : [built]
  return outputs.flatMap((output) =>
    'output' in output
      ? output.output.flatMap((part) =>
          part.type === 'chunk'
            ? Object.entries(part.modules).map(([name, { renderedLength }]) => ({
                name,
                bytes: renderedLength,
              }))
            : [],
        )
      : [],
  )
}

function decodersAmong(modules: readonly Module[]): readonly string[] {
  return modules.map(({ name }) => name).filter((name) => /zxing-js\./.test(name))
}

function sizeOf(modules: readonly Module[]): number {
  return modules.reduce((sum, { bytes }) => sum + bytes, 0)
}
