import type { Position } from './distance.ts'
import { positionOf } from './nearest-places.ts'
import type { Structure } from './structure.ts'

/** A commune as its places tell of it: its middle is the middle of theirs. */
export type Commune = {
  readonly name: string
  readonly postcode: string
  readonly position: Position
}

/** Every commune where a place is, by name. Nobody needs a map of France to find them. */
export function communesOf(structures: readonly Structure[]): readonly Commune[] {
  const found = new Map<string, { readonly structure: Structure; readonly positions: Position[] }>()
  for (const structure of structures) {
    const position = positionOf(structure)
    if (!position) continue
    const key = `${structure.commune}|${structure.postcode}`
    const known = found.get(key) ?? { structure, positions: [] }
    known.positions.push(position)
    found.set(key, known)
  }
  return [...found.values()]
    .map(({ structure: { commune, postcode }, positions }) => ({
      name: commune,
      postcode,
      position: middleOf(positions),
    }))
    .toSorted((a, b) => (searchable(a.name) + a.postcode < searchable(b.name) + b.postcode ? -1 : 1))
}

/** Those whose name has a word that begins so, or whose postcode begins so; an accent or a hyphen more or less is no obstacle. */
export function communesLike(communes: readonly Commune[], typed: string): readonly Commune[] {
  const sought = searchable(typed)
  if (sought === '') return []
  return communes.filter(
    ({ name, postcode }) => ` ${searchable(name)}`.includes(` ${sought}`) || postcode.startsWith(sought),
  )
}

function searchable(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, ' ')
    .trim()
}

function middleOf(positions: readonly Position[]): Position {
  const mean = (pick: (position: Position) => number) =>
    positions.reduce((sum, position) => sum + pick(position), 0) / positions.length
  return { latitude: mean(({ latitude }) => latitude), longitude: mean(({ longitude }) => longitude) }
}
