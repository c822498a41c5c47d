import { faces } from 'virtual:fonts'

// Of two ranges of weights a browser takes one, with its characters only. A font draws what it has.
const allWeights = '400 800'

/** Makes our fonts known. The browser fetches a file when one of its characters is first shown. */
export function addFonts(): void {
  for (const [family, url, unicodeRange] of faces) {
    document.fonts.add(
      new FontFace(family, `url(${JSON.stringify(url)}) format("woff2")`, {
        weight: allWeights,
        unicodeRange,
        display: 'swap',
      }),
    )
  }
}
