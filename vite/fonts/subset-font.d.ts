declare module 'subset-font' {
  type Options = {
    readonly targetFormat: 'woff2' | 'sfnt'
    readonly variationAxes?: {
      readonly wght: number
    }
    readonly noHinting?: boolean
    /** Only with an empty text. */
    readonly keepAllGlyphs?: boolean
  }
  function subsetFont(font: Buffer, text: string, options: Options): Promise<Buffer>
  export = subsetFont
}
