import { existsSync, readlinkSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { Browser, BrowserContext } from 'playwright-core'
import type { SmallDisk } from './small-disk.ts'

/** A y4m file to film, two lenses, a person who has not been asked yet or who refuses, or a machine without a camera. */
export type TestCamera = { readonly file: string } | 'two-lenses' | 'refused' | 'absent'

export type ChromiumOptions = {
  readonly camera: TestCamera
  /** Chromium's own form, such as `MAP carnet.test 127.0.0.1`. */
  readonly hostRules?: string
}

export type ProfileOptions = ChromiumOptions & {
  /** The person's language; the browser's own is English. */
  readonly locale?: string
  readonly viewport?: { readonly width: number; readonly height: number }
  /** An IANA zone; the machine's own otherwise. */
  readonly timeZone?: string
  /** Starts Chromium elsewhere than on the machine's own disk. */
  readonly disk?: SmallDisk
}

/** A browser that forgets all at its end. */
export function launchChromium(options: ChromiumOptions): Promise<Browser> {
  return chromium.launch({ executablePath: findChromium(), args: flagsFor(options) })
}

/** A browser whose service worker and database stay in the folder; kill `processId` for a power cut. */
export async function launchProfile(
  folder: string,
  { locale, viewport, timeZone, disk, ...options }: ProfileOptions,
): Promise<{ readonly context: BrowserContext; readonly processId: number }> {
  const context = await chromium.launchPersistentContext(folder, {
    executablePath: disk?.program ?? findChromium(),
    args: flagsFor(options),
    ...(locale && { locale }),
    ...(timeZone && { timezoneId: timeZone }),
    ...(viewport && { viewport }),
    // Allowed once before: the sentence that comes before the first question has a journey of its own. What is not
    // named here is refused, also what browsers never ask about, such as to keep the screen lit.
    ...(typeof options.camera === 'object' && { permissions: ['camera', 'screen-wake-lock'] }),
  })
  return { context, processId: processOf(disk?.seenAt(folder) ?? folder) }
}

/** The system's Chromium first, so that a machine without network needs no download. */
export function findChromium(): string {
  const places = [
    process.env['CHROMIUM'],
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    chromium.executablePath(),
  ]
  const found = places.find((place) => place && existsSync(place))
  if (found) return found
  throw new Error('No Chromium here: install one (apt install chromium), or name it in the variable CHROMIUM')
}

/** What a test does without. A second list replaces the first one of Playwright: the upper part is its own. */
const unusedFeatures = [
  'AimEnabled',
  'AvoidCorsURLLoaderRestartOnRedirect',
  'AvoidUnnecessaryBeforeUnloadCheckSync',
  'DestroyProfileOnBrowserClose',
  'HttpsFirstBalancedModeAutoEnable',
  'HttpsUpgrades',
  'LensOverlay',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
  'PaintHolding',
  'PreconnectToSearch',
  'ThirdPartyStoragePartitioning',
  // The suggestions of the address bar: two pages, a second of the processor at each start.
  'WebUIOmniboxAimPopup',
  'WebUIOmniboxPopup',
]

function flagsFor({ camera, hostRules }: ChromiumOptions): string[] {
  return [
    `--disable-features=${unusedFeatures.join(',')}`,
    '--disable-gpu',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    // Chromium's sandbox does not start as root, which is who runs in a container.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ...(hostRules ? [`--host-resolver-rules=${hostRules}`] : []),
    ...cameraFlags(camera),
  ]
}

function cameraFlags(camera: TestCamera): string[] {
  if (camera === 'absent')
    return ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=device-count=0']
  if (camera === 'two-lenses')
    return ['--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream=device-count=2']
  if (camera === 'refused') return ['--deny-permission-prompts', '--use-fake-device-for-media-stream']
  return [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${camera.file}`,
  ]
}

// Chromium locks its profile with a link named after the machine and the process.
function processOf(folder: string): number {
  return Number(readlinkSync(join(folder, 'SingletonLock')).split('-').at(-1))
}
