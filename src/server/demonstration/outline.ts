/** Longitude, then latitude, in degrees: the order of GeoJSON. */
export type Position = readonly [longitude: number, latitude: number]

type Ring = readonly Position[]

/** A territory as GeoJSON draws it: one polygon or several, each an outer ring and its holes. */
export type Outline =
  | { readonly type: 'Polygon'; readonly coordinates: readonly Ring[] }
  | { readonly type: 'MultiPolygon'; readonly coordinates: readonly (readonly Ring[])[] }

/** Inside, or on the border. Exact on millionths of a degree (eleven centimetres), for rings narrower than 90°. */
export function isInside(outline: Outline, position: Position): boolean {
  const polygons = outline.type === 'Polygon' ? [outline.coordinates] : outline.coordinates
  const point = inMicrodegrees(position)
  return polygons.some(([outer, ...holes]) => {
    if (outer === undefined || !isInBox(outer, position)) return false
    return sideOf(outer, point) !== 'outside' && holes.every((hole) => sideOf(hole, point) !== 'inside')
  })
}

function isInBox(ring: Ring, [longitude, latitude]: Position): boolean {
  // A millionth of a degree wider than the ring: the exact test rounds, this one must not.
  const margin = 1e-6
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [x, y] of ring) {
    west = Math.min(west, x)
    east = Math.max(east, x)
    south = Math.min(south, y)
    north = Math.max(north, y)
  }
  return (
    west - margin <= longitude &&
    longitude <= east + margin &&
    south - margin <= latitude &&
    latitude <= north + margin
  )
}

/** A ray towards the east crosses the ring an odd number of times when it starts inside. */
function sideOf(ring: Ring, [x, y]: Position): 'inside' | 'border' | 'outside' {
  let inside = false
  let [fromX, fromY] = inMicrodegrees(ring.at(-1) ?? [0, 0])
  for (const corner of ring) {
    const [toX, toY] = inMicrodegrees(corner)
    // Whole numbers below 2^53: the sign of the product is exact.
    const turn = (toX - fromX) * (y - fromY) - (toY - fromY) * (x - fromX)
    const isBetween =
      Math.min(fromX, toX) <= x &&
      x <= Math.max(fromX, toX) &&
      Math.min(fromY, toY) <= y &&
      y <= Math.max(fromY, toY)
    if (turn === 0 && isBetween) return 'border'
    // Half-open in height, so that a ray through a corner counts it once.
    const startsBelow = fromY <= y
    const endsBelow = toY <= y
    const isLeft = turn > 0
    if (startsBelow !== endsBelow && isLeft === startsBelow) inside = !inside
    ;[fromX, fromY] = [toX, toY]
  }
  return inside ? 'inside' : 'outside'
}

function inMicrodegrees([longitude, latitude]: Position): Position {
  return [Math.round(longitude * 1e6), Math.round(latitude * 1e6)]
}
