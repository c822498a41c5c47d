import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'
import { afterAll, expect, test } from 'vitest'
import { readerFitsDecoder } from '../../vite/reader-fits-decoder.ts'

const installed = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))
const folder = mkdtempSync(join(tmpdir(), 'carnet-reader-'))
const other = join(folder, 'zxing_reader.wasm')
const reader = readFileSync(installed)
writeFileSync(other, Buffer.concat([reader.subarray(0, -1), Buffer.from([(reader.at(-1) ?? 0) ^ 1])]))

afterAll(() => rmSync(folder, { recursive: true }))

test('[W20] a build with the reader that was tried is made', async () => {
  await expect(buildWith(readerFitsDecoder(), installed)).resolves.toBeDefined()
})

test('[W20] one byte of the installed reader stops the build, and it says what to install', async () => {
  await expect(buildWith(readerFitsDecoder(other), installed)).rejects.toThrow(
    /npm install --save-exact zxing-wasm@/,
  )
})

test('[W20] so does one byte of the reader that would leave in the app, and an app without a reader', async () => {
  await expect(buildWith(readerFitsDecoder(), other)).rejects.toThrow('another one than was tried')
  await expect(buildWith(readerFitsDecoder(), undefined)).rejects.toThrow('with 0 readers')
})

/** The smallest app: one script that names the address of a reader. */
function buildWith(fits: Plugin, wasm: string | undefined) {
  const entry = join(folder, 'entry.js')
  writeFileSync(
    entry,
    wasm ? `import url from ${JSON.stringify(`${wasm}?url`)}\nconsole.log(url)` : 'console.log(1)',
  )
  return build({
    configFile: false,
    root: folder,
    logLevel: 'silent',
    plugins: [fits],
    build: { write: false, assetsInlineLimit: 0, rollupOptions: { input: entry } },
  })
}
