import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ZXING_WASM_SHA256, ZXING_WASM_VERSION } from 'zxing-wasm/reader'
import type { Plugin } from 'vite'

/** The reader that the corpus, the clip and the bench were run with: with another one, run them before writing it here. */
const tried = {
  version: '3.1.3',
  sha256: '2ebda08a93eea3efcd8399cda6b276e6a0b1de4fec60b4d8988a047de4c6d1ba',
}

/** Stops the build when the WebAssembly reader, as installed or as it leaves in the app, is not the one that was tried. */
export function readerFitsDecoder(
  installed = fileURLToPath(import.meta.resolve('zxing-wasm/reader/zxing_reader.wasm')),
): Plugin {
  return {
    name: 'reader-fits-decoder',
    apply: 'build',
    buildStart() {
      const found = hashOf(readFileSync(installed))
      // A reader of another version than its script decodes nothing and says nothing: an empty view on a tablet.
      if (found === tried.sha256 && found === ZXING_WASM_SHA256 && ZXING_WASM_VERSION === tried.version)
        return
      this.error(
        `the reader in ${installed} is not zxing-wasm ${tried.version} as it was tried: ` +
          `run "npm install --save-exact zxing-wasm@${tried.version}"`,
      )
    },
    generateBundle(_, bundle) {
      const readers = Object.values(bundle).filter(({ fileName }) => fileName.endsWith('.wasm'))
      const fits = readers.map((reader) => reader.type === 'asset' && hashOf(reader.source) === tried.sha256)
      if (fits.length !== 1 || !fits[0]) {
        this.error(`the app would leave with ${readers.length} readers, or with another one than was tried`)
      }
    },
  }
}

function hashOf(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
