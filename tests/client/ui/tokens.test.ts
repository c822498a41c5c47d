import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const css = readFileSync(new URL('../../../src/client/ui/tokens.css', import.meta.url), 'utf8')
const light = tokensAfter(':root {')
const dark = { ...light, ...tokensAfter('@media (prefers-color-scheme: dark)') }
const schemes = {
  light,
  dark,
  'high contrast': {
    ...light,
    ...tokensAfter('@media (prefers-contrast: more) and (prefers-color-scheme: light)'),
  },
  'dark, high contrast': {
    ...dark,
    ...tokensAfter('@media (prefers-contrast: more) and (prefers-color-scheme: dark)'),
  },
}

const amountsAndVerdicts = [
  ['ink', 'ground'],
  ['ink', 'surface'],
  ['cheque-ink', 'cheque'],
  ['yes', 'yes-tint'],
  ['confirm', 'confirm-tint'],
  ['noted', 'noted-tint'],
  ['no', 'no-tint'],
  ['unread', 'unread-tint'],
] as const
const words = [
  ['ink-soft', 'ground'],
  ['ink-soft', 'surface'],
  ['ink', 'action-tint'],
  ['action', 'ground'],
  ['action', 'surface'],
  ['action', 'action-tint'],
  ['on-action', 'action'],
  ['ground', 'ink'],
] as const
const signs = [
  ['on-verdict', 'yes-fill'],
  ['on-verdict', 'confirm-fill'],
  ['on-verdict', 'no-fill'],
  ['on-noted', 'noted-fill'],
  ['edge', 'ground'],
  ['cheque-edge', 'ground'],
  ['unread-fill', 'unread-tint'],
] as const

test.each(Object.entries(schemes))(
  'amounts and verdicts are read at 7:1, words at 4.5:1, signs at 3:1: %s',
  (_, of) => {
    for (const [front, behind] of amountsAndVerdicts) expectContrast(of, front, behind, 7)
    for (const [front, behind] of words) expectContrast(of, front, behind, 4.5)
    for (const [front, behind] of signs) expectContrast(of, front, behind, 3)
  },
)

function expectContrast(of: Tokens, front: string, behind: string, least: number): void {
  const contrast = contrastOf(of[front], of[behind])
  expect([front, behind, contrast, contrast >= least]).toEqual([front, behind, contrast, true])
}

type Tokens = Readonly<Record<string, string>>

function tokensAfter(opening: string): Tokens {
  const start = css.indexOf(opening)
  expect([opening, start]).not.toEqual([opening, -1])
  const block = css.slice(start, css.indexOf('}', start))
  return Object.fromEntries(
    [...block.matchAll(/--([a-z-]+): (#[0-9a-f]{6});/g)].map((found) => [found[1], found[2]]),
  )
}

function contrastOf(one = '', other = ''): number {
  const [dim = 0, bright = 0] = [luminanceOf(one), luminanceOf(other)].toSorted((a, b) => a - b)
  return Math.round(((bright + 0.05) / (dim + 0.05)) * 100) / 100
}

function luminanceOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const value = parseInt(colour.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
