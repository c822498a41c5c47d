import type { Picture } from './fake-camera.ts'
import type { SampleCode } from './sample-codes.ts'

/** How a code lies before the camera and in what light. Lengths are in modules of the code unless said, angles in degrees. */
export type Scene = {
  /** Pixels of the frame that one module takes, seen straight on. */
  readonly pixelsPerModule: number
  readonly turn: number
  /** Away from the camera, over the edge that lies at the angle `lean`. */
  readonly tilt: number
  readonly lean: number
  /** The middle of the code, in pixels from the middle of the frame. */
  readonly offset: { readonly x: number; readonly y: number }
  /** Radius of the roll that the paper was kept in; 0 when it is flat. */
  readonly bend: number
  /** Angle of a fold across the code; 0 when there is none. */
  readonly crease: number
  /** Light that ink and paper give back, of 255; more ink than paper is a code shown inverted. */
  readonly ink: number
  readonly paper: number
  /** Share of the light that is lost behind the edge of a shadow. */
  readonly shadow: number
  /** Radius of a spot that only shines. */
  readonly glare: number
  /** Share of the code under stains and scratches. */
  readonly damage: number
  /** Share of a printer's lines that stay white. */
  readonly streaks: number
  /** Pixels: sigma of the blur, and the way that the code moves during one frame. */
  readonly blur: number
  readonly motion: number
  /** Sigma of the sensor's noise, of 255. */
  readonly noise: number
}

export const plainScene: Scene = {
  pixelsPerModule: 6,
  turn: 4,
  tilt: 0,
  lean: 0,
  offset: { x: 0, y: 0 },
  bend: 0,
  crease: 0,
  ink: 35,
  paper: 215,
  shadow: 0,
  glare: 0,
  damage: 0,
  streaks: 0,
  blur: 0.6,
  motion: 0,
  noise: 4,
}

export type Film = { readonly width: number; readonly height: number; readonly seed: number }

const quietZone = 4
/** From the camera to the code: a hand's distance in widths of the code. */
const distance = 4

/** One frame of a camera: the code on its paper, on a table, through a lens, on a noisy sensor. */
export function filmCode(code: SampleCode, scene: Scene, { width, height, seed }: Film): Picture {
  const uniform = uniforms(seed)
  const light = reflected(code, scene, { width, height }, uniform)
  if (scene.motion > 0) smear(light, { width, height }, scene.motion, uniform() * Math.PI)
  if (scene.blur > 0) blur(light, { width, height }, scene.blur)
  const pixels = new Uint8Array(width * height)
  for (let at = 0; at < pixels.length; at++) {
    // The sum of four uniforms is near enough to a bell: its sigma is √(4/12).
    const bell = (uniform() + uniform() + uniform() + uniform() - 2) * 1.732
    pixels[at] = Math.max(0, Math.min(255, Math.round((light[at] ?? 0) + scene.noise * bell)))
  }
  return { width, height, channels: 1, pixels }
}

type Size = { readonly width: number; readonly height: number }

function reflected(code: SampleCode, scene: Scene, size: Size, uniform: () => number): Float32Array {
  const { width, height } = size
  const light = new Float32Array(width * height)
  const worn = wearOf(code, scene, uniform)
  const toCode = projection(code, scene)
  const fine = scene.pixelsPerModule < 3 ? 4 : scene.pixelsPerModule < 5 ? 3 : 2
  const shadowAt = (uniform() - 0.5) * 0.4 * width
  const shine = { x: (uniform() - 0.5) * code.modules * 0.7, y: (uniform() - 0.5) * code.modules * 0.7 }
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0
      const middle = toCode(x + 0.5 - width / 2 - scene.offset.x, y + 0.5 - height / 2 - scene.offset.y)
      // The table has no edges: one look is enough.
      const onTable = Math.max(Math.abs(middle.x), Math.abs(middle.y)) > paperEdge(code) + 2
      const steps = onTable ? 1 : fine
      for (let step = 0; step < steps * steps; step++) {
        const right = x + ((step % steps) + 0.5) / steps - width / 2 - scene.offset.x
        const down = y + (Math.floor(step / steps) + 0.5) / steps - height / 2 - scene.offset.y
        const point = toCode(right, down)
        sum += worn(point.x, point.y) * point.shade + shineAt(point, shine, scene.glare)
      }
      const behind = x - width / 2 + 0.35 * (y - height / 2) > shadowAt ? 1 - scene.shadow : 1
      light[y * width + x] = Math.min(255, (sum / (steps * steps)) * behind)
    }
  }
  return light
}

type Point = { readonly x: number; readonly y: number; readonly shade: number }

function shineAt({ x, y }: Point, shine: { readonly x: number; readonly y: number }, radius: number): number {
  if (radius === 0) return 0
  const far = Math.hypot(x - shine.x, y - shine.y) / radius
  return far < 1 ? 255 : 255 * Math.exp(-6 * (far - 1))
}

/** From pixels around the middle of the code to its modules, counted from its middle. */
function projection(code: SampleCode, scene: Scene): (right: number, down: number) => Point {
  const away = distance * code.modules
  const [turnCos, turnSin] = directionOf(scene.turn)
  const [leanCos, leanSin] = directionOf(scene.lean)
  const [tiltCos, tiltSin] = directionOf(scene.tilt)
  const [foldCos, foldSin] = directionOf(scene.crease)
  return (right, down) => {
    const along = (leanCos * right + leanSin * down) / scene.pixelsPerModule
    const across = (leanCos * down - leanSin * right) / scene.pixelsPerModule
    const a = (along * away) / (away * tiltCos - along * tiltSin)
    const b = (across * (away + a * tiltSin)) / away
    const u = leanCos * a - leanSin * b
    const v = leanSin * a + leanCos * b
    let x = turnCos * u + turnSin * v
    let y = turnCos * v - turnSin * u
    let shade = 1
    if (scene.crease > 0) {
      // The paper behind a fold that runs a little askew leans away, and less light comes back from it.
      const beyond = y - 0.15 * x - code.modules * 0.1
      const onPaper = Math.max(Math.abs(x), Math.abs(y)) < paperEdge(code)
      if (beyond > 0 && onPaper) {
        y += beyond * (1 / foldCos - 1)
        shade -= 0.5 * foldSin
      }
      if (Math.abs(beyond) < 0.4 && onPaper) shade = 1.15
    }
    if (scene.bend > 0) {
      const part = Math.max(-0.999, Math.min(0.999, x / scene.bend))
      shade *= 0.5 + 0.5 * Math.sqrt(1 - part * part)
      x = scene.bend * Math.asin(part)
    }
    return { x, y, shade }
  }
}

/** The light of each point of the printed side: paper, ink, what is worn off or stained, and the table around. */
function wearOf(code: SampleCode, scene: Scene, uniform: () => number): (x: number, y: number) => number {
  const half = code.modules / 2
  const table = (scene.ink + scene.paper) * 0.42
  const marks = marksOf(code, scene.damage, uniform)
  const grain = Float32Array.from({ length: 4096 }, () => uniform())
  return (x, y) => {
    const far = Math.max(Math.abs(x), Math.abs(y))
    if (far > paperEdge(code)) return table * (0.9 + 0.2 * (grain[(x * 7 + y * 131) & 4095] ?? 0))
    for (const mark of marks) if (isUnder(mark, x, y)) return mark.dark ? scene.ink * 1.2 : scene.paper * 0.95
    const printed = code.isInk(Math.floor(x + half), Math.floor(y + half))
    if (!printed) return scene.paper
    const line = Math.floor((y + half) * 3)
    return scene.streaks > 0 && (grain[line & 4095] ?? 1) < scene.streaks ? scene.paper : scene.ink
  }
}

/** Half of the white square that the code is printed on. */
function paperEdge({ modules }: SampleCode): number {
  return modules / 2 + 2.5 * quietZone
}

type Mark = {
  readonly x: number
  readonly y: number
  readonly long: number
  readonly thin: number
  readonly cos: number
  readonly sin: number
  readonly dark: boolean
}

/** Stains and scratches away from the three corner squares: without one of them nothing reads. */
function marksOf(code: SampleCode, share: number, uniform: () => number): readonly Mark[] {
  const marks: Mark[] = []
  const half = code.modules / 2
  for (let area = share * code.modules * code.modules; area > 0;) {
    const long = 1 + uniform() * 3
    const thin = 0.6 + uniform() * 1.4
    const [cos, sin] = directionOf(uniform() * 180)
    const x = (uniform() * 2 - 1) * (half - 4)
    const y = (uniform() * 2 - 1) * (half - 4)
    const inCorner = Math.abs(x) > half - 12 && Math.abs(y) > half - 12
    if (inCorner) continue
    marks.push({ x, y, long, thin, cos, sin, dark: uniform() < 0.5 })
    area -= Math.PI * long * thin
  }
  return marks
}

function isUnder({ x: middle, y: level, long, thin, cos, sin }: Mark, x: number, y: number): boolean {
  const right = x - middle
  const down = y - level
  if (Math.abs(right) > 4 || Math.abs(down) > 4) return false
  return ((cos * right + sin * down) / long) ** 2 + ((cos * down - sin * right) / thin) ** 2 < 1
}

function smear(light: Float32Array, size: Size, length: number, angle: number): void {
  const steps = Math.max(2, Math.ceil(length))
  const before = light.slice()
  for (let y = 0; y < size.height; y++) {
    for (let x = 0; x < size.width; x++) {
      let sum = 0
      for (let step = 0; step < steps; step++) {
        const along = (step / (steps - 1) - 0.5) * length
        sum += at(
          before,
          size,
          Math.round(x + along * Math.cos(angle)),
          Math.round(y + along * Math.sin(angle)),
        )
      }
      light[y * size.width + x] = sum / steps
    }
  }
}

function blur(light: Float32Array, size: Size, sigma: number): void {
  const reach = Math.ceil(sigma * 2.5)
  const bell = Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)),
  )
  const total = bell.reduce((sum, weight) => sum + weight, 0)
  for (const [dx, dy] of [
    [1, 0],
    [0, 1],
  ] as const) {
    const before = light.slice()
    for (let y = 0; y < size.height; y++) {
      for (let x = 0; x < size.width; x++) {
        let sum = 0
        for (let i = -reach; i <= reach; i++) {
          sum += (bell[i + reach] ?? 0) * at(before, size, x + i * dx, y + i * dy)
        }
        light[y * size.width + x] = sum / total
      }
    }
  }
}

function at(light: Float32Array, { width, height }: Size, x: number, y: number): number {
  const column = x < 0 ? 0 : x >= width ? width - 1 : x
  const row = y < 0 ? 0 : y >= height ? height - 1 : y
  return light[row * width + column] ?? 0
}

function directionOf(degrees: number): readonly [cos: number, sin: number] {
  return [Math.cos((degrees * Math.PI) / 180), Math.sin((degrees * Math.PI) / 180)]
}

// mulberry32: quick, and good enough for grain.
function uniforms(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
