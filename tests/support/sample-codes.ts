import { correction, generate, mode } from 'lean-qr'
import { seededRandom } from '#server/demonstration/seeded-random.ts'
import { encodeCbor } from '#protocol/cbor.ts'
import { protectedHeaderOf } from '#protocol/cose.ts'
import { passCodePrefix, passCodeVersion, toDigits } from '#protocol/pass-code.ts'

/** A code as it lies on paper: what it says, and whether a module is ink. Modules are counted from the top left. */
export type SampleCode = {
  readonly text: string
  readonly modules: number
  readonly isInk: (column: number, row: number) => boolean
}

const address = 'https://carnet.grandparis.example'

/**
 * A pass code of the length, the segments and the level that are printed, the same for the same seed: only its
 * signature is 64 drawn bytes, which no decoder can tell from another.
 */
export function samplePassCode(seed: number): SampleCode {
  const random = seededRandom(seed)
  const payload = encodeCbor([passCodeVersion, 1, 1 + random.below(40), random.below(200_000), 0])
  const header = protectedHeaderOf(random.bytes(4))
  const digits = toDigits(encodeCbor([header, new Map(), payload, random.bytes(64)]))
  const prefix = passCodePrefix(address)
  const code = generate(mode.multi(mode.ascii(prefix), mode.numeric(digits)), {
    minCorrectionLevel: correction.M,
    maxCorrectionLevel: correction.M,
  })
  return {
    text: `${prefix}${digits}`,
    modules: code.size,
    isInk: (column, row) => code.get(column, row),
  }
}
