/** One camera of this device. Its label is the system's own word, empty until a camera was allowed once. */
export type Lens = { readonly id: string; readonly label: string }

/** The side that it looks to: away from the person who holds it, or towards them, as on a kiosk. */
export type Facing = 'environment' | 'user'

/** Cameras that look to this side as far as the browser can tell; those that focus by themselves first. */
export async function listLenses(facing: Facing): Promise<readonly Lens[]> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  return rankLenses(
    devices.filter(({ kind }) => kind === 'videoinput'),
    facing,
  )
}

/** As a browser describes a camera before it is opened; `getCapabilities` is not everywhere. */
export type DescribedCamera = {
  readonly deviceId: string
  readonly label: string
  readonly getCapabilities?: () => object
}

export function rankLenses(cameras: readonly DescribedCamera[], facing: Facing): readonly Lens[] {
  const ranked = cameras
    .filter(({ deviceId }) => deviceId !== '')
    .map((camera) => ({ camera, rank: rankOf(camera, facing) }))
  const facingIt = ranked.filter(({ rank }) => rank < away)
  // Where nobody says where it looks, every camera may be the one.
  const offered = facingIt.length > 0 ? facingIt : ranked
  return offered
    .toSorted((a, b) => a.rank - b.rank)
    .map(({ camera: { deviceId: id, label } }) => ({ id, label }))
}

/** The lens to begin with, when the browser knows of one that focuses by itself; else its own choice is as good. */
export async function preferredLens(facing: Facing): Promise<string | undefined> {
  const devices = await navigator.mediaDevices.enumerateDevices()
  const best = rankLenses(devices.filter(focusesByItself), facing)[0]
  return best?.id
}

/** The one after, and after the last the first; undefined when there is no other. */
export function otherLens(lenses: readonly Lens[], current: string | undefined): Lens | undefined {
  const at = lenses.findIndex(({ id }) => id === current)
  const next = lenses[(at + 1) % lenses.length]
  return next?.id === current ? undefined : next
}

/** The lens that last read a code on this device: a wide one may show a code and never read it. */
export function recallLens(facing: Facing): string | undefined {
  try {
    return localStorage.getItem(nameOf(facing)) ?? undefined
  } catch {
    return undefined
  }
}

/** Without storage, the browser's own choice is taken next time. */
export function rememberLens(facing: Facing, id: string | undefined): void {
  try {
    if (id === undefined) localStorage.removeItem(nameOf(facing))
    else localStorage.setItem(nameOf(facing), id)
  } catch {
    // Storage is full or refused.
  }
}

const away = 10

function rankOf(camera: DescribedCamera, facing: Facing): number {
  const { label } = camera
  const capabilities = camera.getCapabilities?.() ?? {}
  const sides = listOf(capabilities, 'facingMode')
  if (sides.length > 0 && !sides.includes(facing)) return away
  if (sides.length === 0 && (facing === 'environment' ? frontLabel : backLabel).test(label)) return away
  // The wide lenses of telephones have a fixed focus and do not read what is near.
  return listOf(capabilities, 'focusMode').includes('continuous') ? 0 : 1
}

function focusesByItself(camera: MediaDeviceInfo): boolean {
  const { getCapabilities }: DescribedCamera = camera
  return listOf(getCapabilities?.call(camera) ?? {}, 'focusMode').includes('continuous')
}

/** As Android, iOS and Windows name them, in English and French. */
const frontLabel = /front|user|avant|selfie|facetime/i
const backLabel = /back|rear|environment|arri[eè]re/i

function listOf(capabilities: object, name: string): readonly unknown[] {
  const value: unknown = Reflect.get(capabilities, name)
  return Array.isArray(value) ? (value as unknown[]) : []
}

function nameOf(facing: Facing): string {
  return `carnet.lens.${facing}`
}
