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
  /** The card or the cheque that carries it. */
  readonly part: Box
}

/** In millimetres from the top left of its page. */
type Box = { readonly left: number; readonly top: number; readonly width: number; readonly height: number }

/** What a reader finds on the parts at a resolution: texts of QR codes and of one-dimensional codes. */
export type ReadParts = { readonly codes: readonly string[]; readonly bars: readonly string[] }

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
 * What zbar reads of each card and cheque, cut out as a person holds it. Of a whole page with ten codes zbar takes the
 * corner of one for that of another about once in two hundred; of 1,600 cards cut out it read all, at 150 dots an inch.
 */
export function readParts({ file, codes }: PrintedPdf, dotsPerInch: number): ReadParts {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-parts-'))
  for (const [at, { page, part }] of codes.entries()) {
    cut(file, { page, dotsPerInch, box: part, to: join(folder, `${at}`) })
  }
  const parts = readdirSync(folder).map((name) => join(folder, name))
  const lines = run('zbarimg', ['--quiet', ...parts]).split('\n')
  const textsOf = (kind: string) =>
    lines.filter((line) => line.startsWith(kind)).map((line) => line.slice(kind.length))
  return { codes: textsOf('QR-Code:'), bars: textsOf('CODE-128:') }
}

/** One code with its quiet zone, cut from the printed sheet: what a camera is shown. */
export function cutCode(pdf: PrintedPdf, passNumber: string, dotsPerInch = 300): Picture {
  const code = pdf.codes.find(({ number }) => normalise(number) === normalise(passNumber))
  if (!code) throw new Error(`${passNumber} is not on this sheet`)
  const { page, left, top, side } = code
  const to = join(mkdtempSync(join(tmpdir(), 'carnet-code-')), 'code')
  cut(pdf.file, { page, dotsPerInch, box: { left, top, width: side, height: side }, to })
  return readPicture(`${to}.pgm`)
}

type Cut = {
  readonly page: number
  readonly dotsPerInch: number
  readonly box: Box
  /** Without its ending. */
  readonly to: string
}

function cut(file: string, { page, dotsPerInch, box, to }: Cut): void {
  const dots = (millimetres: number) => `${Math.round((millimetres * dotsPerInch) / 25.4)}`
  run('pdftoppm', [
    ...['-r', `${dotsPerInch}`, '-gray', '-singlefile', '-f', `${page}`, '-l', `${page}`],
    ...['-x', dots(box.left), '-y', dots(box.top), '-W', dots(box.width), '-H', dots(box.height)],
    ...[file, to],
  ])
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
        part: {
          left: millimetres(own.left - origin.left),
          top: millimetres(own.top - origin.top),
          width: millimetres(own.width),
          height: millimetres(own.height),
        },
      }
    })
  })
}

function run(program: string, args: readonly string[]): string {
  // zbarimg tells of a missing bus on its error output, and only there.
  return execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}
