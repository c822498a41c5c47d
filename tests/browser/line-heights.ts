import type { Page } from 'playwright-core'

/** The least share of the letters' height that a line of a script needs: of a title, and of a text of several lines. */
const least: Readonly<Record<string, readonly [title: number, text: number]>> = {
  ur: [2.1, 2.3],
  ps: [1.8, 1.9],
  ar: [1.45, 1.7],
  ta: [1.45, 1.7],
  'zh-Hans': [1.45, 1.7],
}

/** Words on the page in the letters of this language whose lines are lower than its script needs. */
export function lowLinesOn(page: Page, language: string): Promise<readonly string[]> {
  const [title, text] = least[language] ?? [1.2, 1.45]
  return page.evaluate(lowLines, { language, title, text })
}

type Needs = { readonly language: string; readonly title: number; readonly text: number }

/** Runs in the page. Programmes write their words in a font of another height. */
function lowLines({ language, title, text: ofText }: Needs): string[] {
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  const share = (part: Element) => {
    const { lineHeight, fontSize } = getComputedStyle(part)
    return parseFloat(lineHeight) / parseFloat(fontSize) + 0.01
  }
  const low = share(document.body) < ofText ? [`${share(document.body).toFixed(2)} a text`] : []
  while (words.nextNode()) {
    const around = words.currentNode.parentElement
    const text = words.currentNode.textContent?.trim() ?? ''
    if (!around?.checkVisibility() || !/[\p{Script=Arab}\p{Script=Tamil}\p{Script=Han}]/u.test(text)) continue
    if (around.closest('[lang]')?.getAttribute('lang') !== language || around.closest('bdi, svg')) continue
    if (share(around) < title)
      low.push(`${share(around).toFixed(2)} ${around.className || around.tagName}: ${text}`)
  }
  return low
}
