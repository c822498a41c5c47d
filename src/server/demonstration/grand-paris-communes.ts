import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import { isInside, type Outline, type Position } from './outline.ts'

/** A commune of the Métropole du Grand Paris. Source: IGN Admin Express COG 2018 and INSEE, Licence Ouverte 2.0. */
export type Commune = { readonly code: string; readonly name: string; readonly outline: Outline }

export function readCommunes(): readonly Commune[] {
  const text = readFileSync(new URL('communes-grand-paris-2018.geojson', import.meta.url), 'utf8')
  const { features } = v.parse(collection, JSON.parse(text))
  return features.map(({ properties, geometry }) => ({
    code: properties.code,
    name: properties.nom,
    outline: geometry,
  }))
}

/** The first commune that holds the position; on a common border several do. */
export function communeAt(communes: readonly Commune[], position: Position): Commune | undefined {
  return communes.find((commune) => isInside(commune.outline, position))
}

const polygon = v.array(v.array(v.tuple([v.number(), v.number()])))

const collection = v.object({
  features: v.array(
    v.object({
      properties: v.object({ code: v.string(), nom: v.string() }),
      geometry: v.variant('type', [
        v.object({ type: v.literal('Polygon'), coordinates: polygon }),
        v.object({ type: v.literal('MultiPolygon'), coordinates: v.array(polygon) }),
      ]),
    }),
  ),
})
