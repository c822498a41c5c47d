import { correction, generate, mode } from 'lean-qr'
import { toSvgPath } from 'lean-qr/extras/svg'
import { passCodePrefix } from '#protocol/pass-code.ts'

/** Sizes of a printed code. A printer of 600 dots an inch draws whole dots: each module is as many as it needs. */
const dot = 25.4 / 600
const leastSide = 30
const leastModule = 0.5
export const quietModules = 4

/** A telephone that opens the code of an exercise pass lands here. */
export const practicePath = '/practice'

export type DrawnCode = {
  /** Modules on a side, without the quiet zone. */
  readonly modules: number
  /** Millimetres of one module. */
  readonly module: number
  /** Millimetres of a side with its quiet zone. */
  readonly side: number
  /** One closed outline: no seam between modules. */
  readonly path: string
}

/** A pass code: the address in bytes, the token in digits, level M, at least 30 mm and half a millimetre a module. */
export function drawPassCode(address: string, digits: string): DrawnCode {
  return draw(mode.multi(mode.ascii(passCodePrefix(address)), mode.numeric(digits)))
}

/** The same at a page that says what the code is not: that of the exercise. */
export function drawPracticeCode(address: string, digits: string): DrawnCode {
  return draw(mode.multi(mode.ascii(`${address.replace(/\/+$/, '')}${practicePath}#`), mode.numeric(digits)))
}

/** An enrolment link, or any other text. */
export function drawText(text: string): DrawnCode {
  return draw(mode.ascii(text))
}

function draw(content: ReturnType<typeof mode.multi>): DrawnCode {
  const levels = { minCorrectionLevel: correction.M, maxCorrectionLevel: correction.M }
  const code = generate(content, levels)
  const module = Math.ceil(Math.max(leastModule, leastSide / code.size) / dot) * dot
  const side = (code.size + 2 * quietModules) * module
  return { modules: code.size, module, side, path: toSvgPath(code) }
}
