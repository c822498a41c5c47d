import type { Page } from 'playwright-core'

/** What of the answer is not seen whole before anybody scrolls, or not side by side; and what the foot covers at the end. */
export async function hiddenOn(page: Page): Promise<readonly string[]> {
  await page.evaluate(() => document.fonts.ready)
  const first = await page.evaluate(hiddenAtFirst)
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight))
  const last = await page.evaluate(coveredAtEnd)
  await page.evaluate(() => window.scrollTo(0, 0))
  return [...first, ...last]
}

/** Runs in the page. */
function hiddenAtFirst(): string[] {
  const boxOf = (selector: string) =>
    document.querySelector(selector)?.getBoundingClientRect() ?? new DOMRect()
  const foot = document.querySelector('.screen-action')?.getBoundingClientRect().top ?? innerHeight
  const answer = ['.balance-digits', '.balance-words', '.cheque-row', '.balance-until']
  const below = answer.flatMap((selector) => {
    const { bottom } = boxOf(selector)
    return bottom > 0 && bottom <= foot ? [] : [`${selector} ends ${Math.round(bottom - foot)} px too low`]
  })
  const beside = [
    ['.balance-words', '.balance-digits'],
    ['.balance-until > div', '.balance-until > .picture'],
  ].flatMap(([words = '', drawn = '']) =>
    boxOf(words).top < boxOf(drawn).bottom ? [] : [`${words} is below ${drawn}`],
  )
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const broken: string[] = []
  while (texts.nextNode()) {
    const text = texts.currentNode
    if (!text.parentElement?.closest('.balance-left, .balance-until, .screen-action')) continue
    for (const { 0: word, index } of (text.textContent ?? '').matchAll(/[^\s\-\p{Script=Han}]{2,}/gu)) {
      const range = document.createRange()
      range.setStart(text, index)
      range.setEnd(text, index + word.length)
      const lines = new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom)))
      if (lines.size > 1) broken.push(`broken: ${word}`)
    }
  }
  return [...below, ...beside, ...broken]
}

/** Runs in the page. */
function coveredAtEnd(): string[] {
  const foot = document.querySelector('.screen-action')?.getBoundingClientRect().top ?? innerHeight
  return [...document.querySelectorAll('.screen-main > *')].flatMap((part) => {
    const { bottom } = part.getBoundingClientRect()
    return bottom <= foot ? [] : [`${part.className} is covered at the end`]
  })
}
