import { createReadStream } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { launchChromium } from '#tests/support/chromium.ts'
import { textsOfClip, writeHandHeldClip } from '#tests/support/hand-held-clip.ts'
import { beyond, corpusSide, scanCorpus, type CorpusFrame } from '#tests/support/scan-corpus.ts'
import { percentile, type Figure } from './figure.ts'
import type { DecoderName } from './scan-page/decoder-names.ts'
import type { Look, ScanPage } from './scan-page/page.ts'

/** A processor as it is, and a cheap tablet's. Some peers need seconds a picture there: they see fewer. */
const rates = [
  { rate: 1, framesOfCondition: 4, looksAtClip: 144 },
  { rate: 6, framesOfCondition: 1, looksAtClip: 48 },
] as const

type Sitting = {
  readonly what: string
  readonly isRight: (look: Look, at: number) => boolean
  /** The scenes: which one a right look was at. */
  readonly scenes: ReadonlySet<string>
  readonly sceneOf: (look: Look, at: number) => string | undefined
}

/**
 * Decoders on the same pictures in the same browser, with a processor as it is and six times slower: the corpus,
 * picture by picture, and a clip that a fake camera films.
 */
export async function measureScan(decoders: readonly DecoderName[]): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'carnet-bench-scan-'))
  const clip = join(folder, 'clip.y4m')
  writeHandHeldClip(clip)
  const whole = [...scanCorpus(), ...scanCorpus(Object.keys(beyond))]
  await buildPage(folder)
  const server = await serve(folder)
  const browser = await launchChromium({ camera: { file: clip } })
  try {
    const context = await browser.newContext({
      permissions: ['camera'],
      viewport: { width: 1024, height: 768 },
    })
    const page = await context.newPage()
    const session = await context.newCDPSession(page)
    const figures: Figure[] = []
    for (const { rate, framesOfCondition, looksAtClip } of rates) {
      const corpus = firstOfEach(whole, framesOfCondition)
      await writeFile(join(folder, 'corpus'), Buffer.concat(corpus.map(({ picture }) => picture.pixels)))
      const looksOf = async (look: (decoder: DecoderName) => Promise<readonly Look[]>) => {
        const all = new Map<DecoderName, readonly Look[]>()
        for (const decoder of decoders) {
          // A page of its own for each: no decoder pays for the memory of the one before.
          await page.goto(addressOf(server))
          await session.send('Emulation.setCPUThrottlingRate', { rate })
          all.set(decoder, await look(decoder))
        }
        return all
      }
      const atCorpus = await looksOf((decoder) => lookAt(page, decoder, corpus.length))
      const atClip = await looksOf((decoder) => film(page, decoder, looksAtClip))
      const read: Sitting = {
        what: `corpus of ${corpus.length} frames`,
        isRight: ({ text }, at) => text === corpus[at]?.text,
        scenes: new Set(corpus.map(({ condition }) => condition)),
        sceneOf: (_, at) => corpus[at]?.condition,
      }
      const filmed: Sitting = {
        what: 'clip',
        isRight: ({ text }) => text !== undefined && textsOfClip.includes(text),
        scenes: new Set(textsOfClip),
        sceneOf: ({ text }) => text,
      }
      figures.push(...figuresOf(read, atCorpus, rate), ...figuresOf(filmed, atClip, rate))
    }
    return figures
  } finally {
    await browser.close()
    server.close()
    await rm(folder, { recursive: true })
  }
}

function figuresOf(
  { what, isRight, scenes, sceneOf }: Sitting,
  all: ReadonlyMap<DecoderName, readonly Look[]>,
  rate: number,
): readonly Figure[] {
  const share = (looks: readonly Look[]) => (100 * looks.filter(isRight).length) / looks.length
  const time = (part: number) => (looks: readonly Look[]) =>
    percentile(
      looks.map(({ took }) => took),
      part,
    )
  const unread = (looks: readonly Look[]) => {
    const seen = new Set(looks.flatMap((look, at) => (isRight(look, at) ? [sceneOf(look, at)] : [])))
    return [...scenes].filter((scene) => !seen.has(scene)).length
  }
  const measures = [
    { name: 'read', unit: '%', of: share },
    { name: `of ${scenes.size} scenes never read`, unit: '', of: unread },
    { name: 'p50 an attempt', unit: 'ms', of: time(0.5) },
    { name: 'p95 an attempt', unit: 'ms', of: time(0.95) },
  ]
  const ours = all.get('Carnet') ?? []
  return measures.flatMap(({ name, unit, of }) =>
    [...all].map(([decoder, looks]) => {
      const value = of(looks)
      const isPeer = decoder !== 'Carnet' && ours.length > 0
      return {
        name: `${what}, ${rate}× slower, ${name}, ${decoder}`,
        value: rounded(value),
        unit,
        ...(isPeer && { peer: decoder }),
        ...(isPeer && value > 0 && { ratio: rounded(of(ours) / value) }),
      }
    }),
  )
}

function firstOfEach(corpus: readonly CorpusFrame[], count: number): readonly CorpusFrame[] {
  const seen = new Map<string, number>()
  return corpus.filter(({ condition }) => {
    const before = seen.get(condition) ?? 0
    seen.set(condition, before + 1)
    return before < count
  })
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10
}

function lookAt(page: Page, decoder: DecoderName, count: number): Promise<readonly Look[]> {
  return page.evaluate(
    ({ name, side, frames }) => (Reflect.get(window, 'page') as ScanPage).lookAt(name, side, frames),
    { name: decoder, side: corpusSide, frames: count },
  )
}

function film(page: Page, decoder: DecoderName, looks: number): Promise<readonly Look[]> {
  return page.evaluate(
    (asked) => (Reflect.get(window, 'page') as ScanPage).film(asked.decoder, asked.looks),
    {
      decoder,
      looks,
    },
  )
}

async function buildPage(folder: string): Promise<void> {
  await build({
    configFile: false,
    root: fileURLToPath(new URL('scan-page', import.meta.url)),
    logLevel: 'error',
    build: { outDir: join(folder, 'page'), target: 'esnext', assetsInlineLimit: 0 },
  })
}

async function serve(folder: string): Promise<Server> {
  const kinds: Readonly<Record<string, string>> = {
    '.html': 'text/html',
    '.js': 'text/javascript',
    '.css': 'text/css',
    '.wasm': 'application/wasm',
  }
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const file =
      path === '/corpus' ? join(folder, 'corpus') : join(folder, 'page', path === '/' ? 'index.html' : path)
    response.setHeader('content-type', kinds[extname(file)] ?? 'application/octet-stream')
    createReadStream(file)
      .once('error', () => response.writeHead(404).end())
      .pipe(response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}

function addressOf(server: Server): string {
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the page is not served')
  return `http://127.0.0.1:${address.port}/`
}
