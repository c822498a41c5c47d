import { faces } from 'virtual:fonts'

/** Makes our fonts known. The browser fetches a file when one of its characters is first shown. */
export function addFonts(): void {
  for (const [family, url, weight, unicodeRange] of faces) {
    document.fonts.add(
      new FontFace(family, `url(${JSON.stringify(url)}) format("woff2")`, {
        weight,
        unicodeRange,
        display: 'swap',
      }),
    )
  }
}
