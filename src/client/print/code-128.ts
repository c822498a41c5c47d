import type { PassNumber } from '#protocol/pass-number.ts'

/** A one-dimensional code as its bars: where each begins and how wide it is, in modules. */
export type Bars = {
  readonly modules: number
  readonly bars: readonly { readonly at: number; readonly width: number }[]
}

/** Nine dots of a 600-dot printer: readable by a cheap reader, and 64 mm for twelve symbols. */
export const barModule = (9 * 25.4) / 600

/** The pass number in Code 128, without its hyphens. The library comes with the print page only. */
export async function loadCode128(): Promise<(number: PassNumber) => Bars> {
  const { default: drawBarcode } = await import('jsbarcode')
  return (number) => {
    const drawn: { encodings?: readonly { readonly data: string }[] } = {}
    drawBarcode(drawn, number, { format: 'CODE128' })
    const data = drawn.encodings?.[0]?.data ?? ''
    const bars = [...data.matchAll(/1+/g)].map((run) => ({ at: run.index, width: run[0].length }))
    return { modules: data.length, bars }
  }
}
