import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { launchProfile } from './chromium.ts'
import { openSmallDisk, type SmallDisk } from './small-disk.ts'
import { emptyFrame, frameWith, writeFakeCamera, type Picture } from './fake-camera.ts'

export type TabletOptions = {
  readonly locale?: string
  readonly viewport?: { readonly width: number; readonly height: number }
  readonly timeZone?: string
  /** Megabytes of the disk that its profile is on; otherwise it is as large as the machine's. */
  readonly diskOf?: number
}

/** A browser with a profile, a camera and a page, which can lose its power. */
export type Tablet = {
  readonly page: () => Page
  readonly context: () => BrowserContext
  /** What lies before the camera from its next start on. */
  readonly show: (picture: Picture) => void
  /** The same for a whole clip, which `write` puts into the camera's file. */
  readonly film: (write: (file: string) => void) => void
  /** Ends the browser's process at once, whatever it does. */
  readonly kill: () => void
  /** Starts the browser again on the same profile. */
  readonly reopen: () => Promise<Page>
  readonly close: () => Promise<void>
  /** Its profile, for tests that damage it, where this process sees it. */
  readonly profile: string
  readonly disk: SmallDisk | undefined
  /** Requests to another host, violations of the security policy and uncaught errors, since the beginning. */
  readonly faults: readonly string[]
}

export async function openTablet(address: string, options: TabletOptions = {}): Promise<Tablet> {
  const folder = mkdtempSync(join(tmpdir(), 'carnet-tablet-'))
  const profile = join(folder, 'profile')
  const disk = options.diskOf === undefined ? undefined : await openSmallDisk(profile, options.diskOf)
  const file = join(folder, 'camera.y4m')
  const faults: string[] = []
  writeFakeCamera(file, [emptyFrame(320, 180)])
  let { context, processId } = await launch()
  let page = context.pages()[0] ?? (await context.newPage())

  async function launch() {
    const { locale = 'fr-FR', viewport = { width: 1024, height: 768 }, timeZone } = options
    const launched = await launchProfile(profile, {
      ...{ camera: { file }, locale, viewport },
      ...(timeZone && { timeZone }),
      ...(disk && { disk }),
    })
    launched.context.setDefaultTimeout(20_000)
    await watchFaults(launched.context, address, faults)
    return launched
  }

  return {
    page: () => page,
    context: () => context,
    show: (picture) => writeFakeCamera(file, [frameWith(picture, { width: 470, turn: 4, noise: 6 })]),
    film: (write) => write(file),
    kill: () => process.kill(processId, 'SIGKILL'),
    async reopen() {
      await context.close().catch(() => undefined)
      ;({ context, processId } = await launch())
      page = context.pages()[0] ?? (await context.newPage())
      return page
    },
    async close() {
      await context.close().catch(() => undefined)
      disk?.close()
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 })
    },
    profile: disk?.seenAt(profile) ?? profile,
    disk,
    faults,
  }
}

/** Collects what no journey may show; the pages of a context that is opened later are watched from their beginning. */
export async function watchFaults(context: BrowserContext, address: string, faults: string[]): Promise<void> {
  context.on('request', (request) => {
    const { protocol, origin } = new URL(request.url())
    if (protocol.startsWith('http') && origin !== address) faults.push(`asked ${request.url()}`)
  })
  context.on('weberror', (error) => faults.push(`threw ${String(error.error())}`))
  context.on('console', (message) => {
    if (/content.security.policy/i.test(message.text())) faults.push(message.text())
  })
  await context.exposeFunction('carnetPolicyBroken', (what: string) => faults.push(what))
  await context.addInitScript(() => {
    addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) => {
      const tell: unknown = Reflect.get(window, 'carnetPolicyBroken')
      if (typeof tell === 'function') tell(`${violatedDirective} blocked ${blockedURI}`)
    })
  })
}
