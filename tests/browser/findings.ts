import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { vi } from 'vitest'

/** What axe, a window of 320 px and letters of twice their size find on the screen that stands there. */
export async function findingsOn(page: Page): Promise<readonly string[]> {
  await isWhole(page)
  return [...(await askAxe(page)), ...(await cutOn(page))]
}

/** The same without axe, which takes nine tenths of the time: for a second language of a screen that it has seen. */
export async function cutOn(page: Page): Promise<readonly string[]> {
  await isWhole(page)
  return [
    ...(await withViewport(page, small, () => page.evaluate(findCutText))),
    ...(await withLargeText(page, () => page.evaluate(findCutText))),
  ]
}

/** A page whose code and texts are still on their way is only its drawing of that. */
async function isWhole(page: Page): Promise<void> {
  await page.locator('main').first().waitFor()
  await vi.waitUntil(async () => (await page.locator('.loading').count()) === 0, { timeout: 20_000 })
}

const small = { width: 320, height: 640 }

async function askAxe(page: Page): Promise<readonly string[]> {
  // Without a selector for each part that is in order.
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] })
  const { violations } = await builder.analyze()
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, any }) => `axe ${id} at ${target.join(' ')} ${any.map(({ message }) => message).join('; ')}`,
    ),
  )
}

async function withViewport<Answer>(
  page: Page,
  viewport: { readonly width: number; readonly height: number },
  ask: () => Promise<Answer>,
): Promise<Answer> {
  const before = page.viewportSize()
  await page.setViewportSize(viewport)
  const answer = await ask()
  if (before) await page.setViewportSize(before)
  return answer
}

async function withLargeText<Answer>(page: Page, ask: () => Promise<Answer>): Promise<Answer> {
  await page.evaluate(() => (document.documentElement.style.fontSize = '200%'))
  const answer = await ask()
  await page.evaluate(() => (document.documentElement.style.fontSize = ''))
  return answer
}

/** Runs in the page: words that stand outside the window, or that their own box cuts, unless they can be scrolled to. */
function findCutText(): string[] {
  // A sheet of paper keeps its size on every screen: printed-sheet.test.ts looks at it.
  const unmeasured = '.spoken-only, svg, select, .sheet'
  const root = document.documentElement
  const where = `${innerWidth} px, letters of ${getComputedStyle(root).fontSize}`
  const wide = root.scrollWidth > root.clientWidth ? [`${where}: ${root.scrollWidth} px wide`] : []
  const cut = [...document.querySelectorAll<HTMLElement>('body *')].flatMap((element) => {
    const words = [...element.childNodes].filter(
      ({ nodeType, textContent }) => nodeType === 3 && textContent?.trim(),
    )
    if (words.length === 0 || !element.checkVisibility() || element.closest(unmeasured)) return []
    const range = document.createRange()
    range.selectNodeContents(element)
    const { left, right, top, bottom } = range.getBoundingClientRect()
    for (let box: HTMLElement | null = element; box; box = box.parentElement) {
      const { overflowX, overflowY, clipPath } = getComputedStyle(box)
      if (overflowX === 'auto' || overflowX === 'scroll') return []
      // Only spoken, such as the heads of a table whose cells name themselves.
      if (clipPath !== 'none') return []
      const edge = box.getBoundingClientRect()
      const cutX = overflowX !== 'visible' && (left < edge.left - 1 || right > edge.right + 1)
      const cutY = overflowY !== 'visible' && (top < edge.top - 1 || bottom > edge.bottom + 1)
      if (cutX || cutY) return [`${where}: cut "${element.textContent?.trim().slice(0, 40)}"`]
    }
    return left < -1 || right > innerWidth + 1
      ? [`${where}: outside "${element.textContent?.trim().slice(0, 40)}"`]
      : []
  })
  return [...wide, ...cut]
}
