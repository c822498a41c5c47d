import { readFileSync } from 'node:fs'
import * as v from 'valibot'
import type { Structure } from '#domain/structure.ts'
import { communeAt, type Commune } from './grand-paris-communes.ts'

/**
 * Real places of digital mediation inside these communes, without a qualification. Source: Conseillers numériques,
 * 2022, Licence Ouverte 2.0. What is missing there stays empty here.
 */
export function readPlaces(communes: readonly Commune[]): readonly Structure[] {
  const text = readFileSync(new URL('lieux-grand-paris-2022-v0.json', import.meta.url), 'utf8')
  const placeByKey = new Map<string, Structure>()
  for (const received of v.parse(v.array(receivedPlace), JSON.parse(text))) {
    const commune = communeAt(communes, [received.longitude, received.latitude])
    if (!commune) continue
    const place = cleanPlace(received, commune)
    const key = [place.name, place.address, place.postcode].map(withoutCase).join('|')
    const known = placeByKey.get(key)
    if (!known || (known.hours === '' && place.hours !== '')) placeByKey.set(key, place)
  }
  return [...placeByKey.values()]
}

/** French landlines, numbers of internet boxes included, as `01 44 32 07 60`; anything else is left out. */
export function landlineOf(received: string): string {
  const national = received.replace(/[^+\d]/g, '').replace(/^\+330?/, '0')
  return /^0[1-59]\d{8}$/.test(national) ? national.replace(/\B(?=(\d{2})+$)/g, ' ') : ''
}

/** The official spelling when only capitals, accents, hyphens or an article differ; otherwise as received. */
export function communeNameOf(received: string, official: string): string {
  const [given, known] = [withoutCase(received), withoutCase(official)]
  if (given === known) return official
  const article = Object.keys(articles).find((each) => given === `${each} ${known}`)
  if (article) return `${articles[article]}${official}`
  const district = /^paris (\d{1,2})$/.exec(given)
  return district && known === 'paris' ? `Paris ${district[1]}` : received
}

const articles: Readonly<Record<string, string>> = { le: 'Le ', la: 'La ', les: 'Les ', l: "L'" }

const receivedPlace = v.object({
  id: v.string(),
  nom: v.string(),
  adresse: v.string(),
  code_postal: v.string(),
  commune: v.string(),
  telephone: v.optional(v.string(), ''),
  horaires: v.optional(v.string(), ''),
  latitude: v.number(),
  longitude: v.number(),
})

function cleanPlace(received: v.InferOutput<typeof receivedPlace>, commune: Commune): Structure {
  return {
    id: received.id,
    name: received.nom.trim(),
    address: received.adresse.trim(),
    postcode: received.code_postal,
    commune: communeNameOf(received.commune.trim(), commune.name),
    telephone: landlineOf(received.telephone),
    latitude: received.latitude,
    longitude: received.longitude,
    hours: received.horaires,
    distributor: false,
    qualifications: [],
    invented: false,
  }
}

function withoutCase(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
}
