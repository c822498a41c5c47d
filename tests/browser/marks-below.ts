import type { Page } from 'playwright-core'

/** Pixels between the marks below a line and the letters of the French under it: with less, a C there is read as a Ċ. */
const least = 3

/** Where letters of a language, with their marks below, come too near to the French that stands under them. */
export async function marksInFrench(page: Page): Promise<readonly string[]> {
  await page.evaluate(() => document.fonts.ready)
  return page.evaluate(findMarks, least)
}

/** Runs in the page. A line's box tells where its baseline is; a canvas, how far the ink goes from there. */
function findMarks(leastGap: number): string[] {
  const canvas = document.createElement('canvas').getContext('2d')
  if (!canvas) return ['no canvas']
  const drawing = canvas
  function inkOfLine(words: Node, around: Element, end: 'first' | 'last') {
    const range = document.createRange()
    range.selectNodeContents(words)
    const box = [...range.getClientRects()].at(end === 'first' ? 0 : -1)
    const { fontStyle, fontWeight, fontSize, fontFamily } = getComputedStyle(around)
    drawing.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`
    const of = drawing.measureText(words.textContent ?? '')
    const baseline = (box?.bottom ?? 0) - drawing.measureText('x').fontBoundingBoxDescent
    return { top: baseline - of.actualBoundingBoxAscent, bottom: baseline + of.actualBoundingBoxDescent }
  }
  return [...document.querySelectorAll('.in-french')].flatMap((french) => {
    const own = french.previousSibling
    const around = french.parentElement
    if (own?.nodeType !== Node.TEXT_NODE || !own.textContent?.trim() || !around?.checkVisibility()) return []
    const gap = inkOfLine(french, french, 'first').top - inkOfLine(own, around, 'last').bottom
    return gap >= leastGap ? [] : [`${gap.toFixed(1)} px under ${own.textContent}`]
  })
}
