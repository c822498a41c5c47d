/** A position on the Earth, in degrees. */
export type Position = { readonly latitude: number; readonly longitude: number }

/** Metres between two positions as the crow flies, on a sphere: within half a per cent. */
export function metresBetween(from: Position, to: Position): number {
  const [one, other] = [radians(from.latitude), radians(to.latitude)]
  const along = Math.sin((other - one) / 2) ** 2
  const across = Math.sin(radians(to.longitude - from.longitude) / 2) ** 2
  return 2 * earthRadius * Math.asin(Math.sqrt(Math.min(1, along + Math.cos(one) * Math.cos(other) * across)))
}

/** Mean radius of WGS 84, in metres. */
const earthRadius = 6_371_009

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
