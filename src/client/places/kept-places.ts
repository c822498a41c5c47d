import { readSetting, writeSetting } from '#client/store/settings.ts'
import type { Store } from '#client/store/database.ts'
import type { KnownPlaces } from './known-places.ts'

/** Kept on the phone, so that the list opens again without a network. */
export async function keepPlaces(store: Store, places: KnownPlaces): Promise<void> {
  await writeSetting(store, nameOf(places.programme), { form, places })
}

export async function recallPlaces(store: Store, programme: number): Promise<KnownPlaces | undefined> {
  const kept = (await readSetting(store, nameOf(programme))) as Kept | undefined
  return kept?.form === form ? kept.places : undefined
}

/** What another app wrote in another form is asked for again. */
type Kept = { readonly form: unknown; readonly places: KnownPlaces }

const form = 1

function nameOf(programme: number): string {
  return `places/${programme}`
}
