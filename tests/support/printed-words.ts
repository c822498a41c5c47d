import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A word on paper, in points from the left and the top of its page. */
export type PlacedWord = {
  readonly text: string
  readonly left: number
  readonly right: number
  readonly top: number
  readonly bottom: number
}

/**
 * Letters in their plain forms, with their places in points. Dots of Arabic letters are glyphs of their own, at which
 * pdftotext begins a word: parts closer than a tenth of their height, less than half a space, are one.
 */
export function wordsOnPaper(pdf: Buffer): readonly PlacedWord[] {
  const html = linesOf('pdftotext', ['-bbox', fileOf(pdf), '-']).join('\n')
  const pattern = /<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)</g
  const parts = [...html.matchAll(pattern)].map(([, left, top, right, bottom, text = '']) => ({
    text: plain(text),
    ...{ left: Number(left), top: Number(top), right: Number(right), bottom: Number(bottom) },
  }))
  const words: PlacedWord[] = []
  for (const part of parts.toSorted((a, b) => a.left - b.left)) {
    const near = words.findIndex(
      ({ right, top, bottom }) =>
        Math.abs(part.left - right) < (part.bottom - part.top) / 10 &&
        Math.abs(part.top - top) < (bottom - top) / 3,
    )
    const before = words[near]
    if (before) words[near] = { ...before, text: before.text + part.text, right: part.right }
    else words.push(part)
  }
  return words
}

/** pdftotext gives the letters of a line in the order of the eye. */
export function isWord(printed: string, written: string): boolean {
  const wanted = plain(written)
  return printed === wanted || [...printed].toReversed().join('') === wanted
}

/** All that stands on paper, in plain forms. */
export function textOnPaper(pdf: Buffer): string {
  return plain(linesOf('pdftotext', [fileOf(pdf), '-']).join('\n'))
}

export function pagesOf(pdf: Buffer): number {
  const pages = linesOf('pdfinfo', [fileOf(pdf)]).find((line) => line.startsWith('Pages:'))
  return Number(pages?.replace('Pages:', ''))
}

/** What a reader finds in a picture of the page at this resolution. */
export function codesOnPaper(pdf: Buffer, dotsPerInch: number): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-pages-'))
  linesOf('pdftoppm', ['-r', `${dotsPerInch}`, '-gray', fileOf(pdf), join(folder, 'page')])
  const pages = readdirSync(folder).map((name) => join(folder, name))
  return linesOf('zbarimg', ['--quiet', '--raw', ...pages]).filter((line) => line !== '')
}

function plain(text: string): string {
  return text.normalize('NFKC').replaceAll(/[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
}

function fileOf(pdf: Buffer): string {
  const file = join(mkdtempSync(join(tmpdir(), 'carnet-paper-')), 'paper.pdf')
  writeFileSync(file, pdf)
  return file
}

function linesOf(program: string, args: readonly string[]): readonly string[] {
  // zbarimg tells of a missing bus on its error output, and only there.
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')
}
