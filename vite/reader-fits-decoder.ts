import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ZXING_WASM_SHA256, ZXING_WASM_VERSION } from 'barcode-detector/ponyfill'
import type { Plugin } from 'vite'

/** Stops the build when the WebAssembly reader is not the one that barcode-detector was made for. */
export function readerFitsDecoder(): Plugin {
  return {
    name: 'reader-fits-decoder',
    apply: 'build',
    buildStart() {
      const reader = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm'))
      const hash = createHash('sha256').update(readFileSync(reader)).digest('hex')
      if (hash === ZXING_WASM_SHA256) return
      // A reader of another version decodes nothing and says nothing: on a tablet it looks like an empty view.
      this.error(
        `barcode-detector needs zxing-wasm ${ZXING_WASM_VERSION}, and another one is installed (${reader}): ` +
          `run "npm install --save-exact zxing-wasm@${ZXING_WASM_VERSION}"`,
      )
    },
  }
}
