const size = 32

/** A code point that no font draws: no character will ever have it. */
const undrawn = '\u{FFFFE}'

/** Without ink by nature: spaces, marks that join, and signs of direction. */
const inkless = /[\s\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/u

/** The characters of a text for which these font families, and the fonts of the device after them, have no glyph. */
export async function missingGlyphs(text: string, families: string): Promise<readonly string[]> {
  const font = `${size}px ${families}`
  // A font that does not come is not an error here: the device may have one of its own.
  await document.fonts.load(font, text).catch(() => undefined)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = size * 3
  const context = canvas.getContext('2d', { willReadFrequently: true })
  if (!context) return []
  const board = context
  board.font = font

  function inkOf(character: string): string {
    board.clearRect(0, 0, canvas.width, canvas.height)
    board.fillText(character, size, size * 2)
    return board.getImageData(0, 0, canvas.width, canvas.height).data.join()
  }

  board.clearRect(0, 0, canvas.width, canvas.height)
  const nothing = board.getImageData(0, 0, canvas.width, canvas.height).data.join()
  const box = inkOf(undrawn)
  return [...new Set(text)].filter((character) => {
    if (inkless.test(character)) return false
    const ink = inkOf(character)
    return ink === nothing || ink === box
  })
}
