/** A position on the Earth, in degrees. */
export type Position = { readonly latitude: number; readonly longitude: number }

/**
 * Metres between two positions as the crow flies, on a sphere: within half a per cent of the Earth's own shape. Vincenty's
 * formula for a sphere (Survey Review XXIII, 1975): the haversine loses centimetres between opposite ends of the Earth.
 */
export function metresBetween(from: Position, to: Position): number {
  const [one, other] = [radians(from.latitude), radians(to.latitude)]
  const turn = radians(to.longitude - from.longitude)
  const east = Math.cos(other) * Math.sin(turn)
  const north = Math.cos(one) * Math.sin(other) - Math.sin(one) * Math.cos(other) * Math.cos(turn)
  const ahead = Math.sin(one) * Math.sin(other) + Math.cos(one) * Math.cos(other) * Math.cos(turn)
  return earthRadius * Math.atan2(Math.hypot(east, north), ahead)
}

/** Mean radius of WGS 84, in metres. */
const earthRadius = 6_371_009

function radians(degrees: number): number {
  return (degrees * Math.PI) / 180
}
