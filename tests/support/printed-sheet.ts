import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { normalise } from '#protocol/pass-number.ts'
import { readPicture, type Picture } from './fake-camera.ts'

/** The print page on paper: its PDF, and where each code lies on it. */
export type PrintedPdf = {
  readonly file: string
  readonly pages: number
  readonly codes: readonly PlacedCode[]
}

/** In millimetres from the top left of its page; the quiet zone is part of it. */
export type PlacedCode = {
  /** In groups, as printed. */
  readonly number: string
  readonly page: number
  readonly left: number
  readonly top: number
  readonly side: number
  /** Width and height of the part that carries it. */
  readonly part: readonly [width: number, height: number]
}

/** What a reader finds on the pages at a resolution: texts of QR codes and of one-dimensional codes. */
export type ReadPages = { readonly codes: readonly string[]; readonly bars: readonly string[] }

/** Prints the page that is open at `/manage/batches/…/print` as a person does: A4, no margin, 100 %. */
export async function printPdf(page: Page): Promise<PrintedPdf> {
  await page.locator('.preview[data-ready] .sheet').first().waitFor()
  const codes = await page.evaluate(placeCodes)
  const file = join(mkdtempSync(join(tmpdir(), 'carnet-sheet-')), 'sheet.pdf')
  writeFileSync(file, await page.pdf({ preferCSSPageSize: true }))
  const pages = Number(/^Pages:\s+(\d+)/m.exec(run('pdfinfo', [file]))?.[1])
  return { file, pages, codes }
}

/**
 * Every code of every page, as zbar reads it from pictures of this resolution. Two pictures, a little apart: on edges
 * sharper than any paper's, zbar overlooks one code in a hundred at an unlucky scale, and reads it at the next.
 */
export function readPages({ file }: PrintedPdf, dotsPerInch: number): ReadPages {
  const lines = [dotsPerInch, dotsPerInch * 0.97].flatMap((scale) => readAt(file, scale))
  const textsOf = (kind: string) => [
    ...new Set(lines.filter((line) => line.startsWith(kind)).map((line) => line.slice(kind.length))),
  ]
  return { codes: textsOf('QR-Code:'), bars: textsOf('CODE-128:') }
}

function readAt(file: string, dotsPerInch: number): readonly string[] {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-pages-'))
  run('pdftoppm', ['-r', `${dotsPerInch}`, '-gray', file, join(folder, 'page')])
  const pages = readdirSync(folder).map((name) => join(folder, name))
  return run('zbarimg', ['--quiet', ...pages]).split('\n')
}

/** One code with its quiet zone, cut from the printed sheet: what a camera is shown. */
export function cutCode(pdf: PrintedPdf, passNumber: string, dotsPerInch = 300): Picture {
  const code = pdf.codes.find(({ number }) => normalise(number) === normalise(passNumber))
  if (!code) throw new Error(`${passNumber} is not on this sheet`)
  const dots = (millimetres: number) => `${Math.round((millimetres * dotsPerInch) / 25.4)}`
  const cut = join(mkdtempSync(join(tmpdir(), 'carnet-code-')), 'code')
  run('pdftoppm', [
    ...['-r', `${dotsPerInch}`, '-gray', '-singlefile', '-f', `${code.page}`, '-l', `${code.page}`],
    ...['-x', dots(code.left), '-y', dots(code.top), '-W', dots(code.side), '-H', dots(code.side)],
    ...[pdf.file, cut],
  ])
  return readPicture(`${cut}.pgm`)
}

/** Runs in the page: a CSS pixel is a ninety-sixth of an inch, on the preview as on the paper. */
function placeCodes(): PlacedCode[] {
  const millimetres = (pixels: number) => (pixels * 25.4) / 96
  return [...document.querySelectorAll('.sheet')].flatMap((sheet, index) => {
    const origin = sheet.getBoundingClientRect()
    return [...sheet.querySelectorAll<HTMLElement>('[data-number]')].flatMap((part) => {
      const code = part.querySelector('.code-picture')?.getBoundingClientRect()
      if (!code) return []
      const own = part.getBoundingClientRect()
      return {
        number: part.dataset['number'] ?? '',
        page: index + 1,
        left: millimetres(code.left - origin.left),
        top: millimetres(code.top - origin.top),
        side: millimetres(code.width),
        part: [millimetres(own.width), millimetres(own.height)] as const,
      }
    })
  })
}

function run(program: string, args: readonly string[]): string {
  // zbarimg tells of a missing bus on its error output, and only there.
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}
