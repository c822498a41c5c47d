import type { Page } from 'playwright-core'

/**
 * On a screen in Arabic: what is said there and not said again in French beside it. Left out are what only the ear
 * hears, and the names that languages have of themselves.
 */
export async function saidWithoutFrench(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const arabic = /[\u0621-\u064a]/
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const alone: string[] = []
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement
      if (!element || !arabic.test(node.textContent ?? '')) continue
      if (!element.checkVisibility() || element.closest('.spoken-only, .autonym, script, style')) continue
      if (!isSaidInFrench(node, element))
        alone.push(element.className + ': ' + (node.textContent ?? '').trim())
    }
    return alone

    function isSaidInFrench(node: Node, element: HTMLElement): boolean {
      const title =
        element.matches('h1') && element.nextElementSibling?.querySelector<HTMLElement>('.in-french')
      const beside = node.nextSibling ?? element.nextSibling
      const said = title || (beside instanceof HTMLElement && beside.matches('.in-french') && beside)
      return said && said.lang === 'fr' && /[a-zà-ÿ]/i.test(said.textContent ?? '') ? isSeen(said) : false
    }

    function isSeen(said: Element): boolean {
      const { width, height } = said.getBoundingClientRect()
      return said.checkVisibility() && width > 8 && height > 8
    }
  })
}

/** Is there a button on this screen that says all of it in French at one press? */
export async function isFrenchOneTapAway(page: Page): Promise<boolean> {
  return page.getByRole('button', { name: 'Français', exact: true }).first().isVisible()
}
