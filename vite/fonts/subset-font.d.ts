declare module 'subset-font' {
  type Options = {
    readonly targetFormat: 'woff2' | 'sfnt'
    readonly variationAxes: {
      readonly wght: number
    }
    readonly noHinting: boolean
  }
  function subsetFont(font: Buffer, text: string, options: Options): Promise<Buffer>
  export = subsetFont
}
