import { fail, ok, type Result } from '#domain/result.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Store } from './database.ts'
import { dropDrafts } from './drafts.ts'
import { unsafeCount } from './export-entries.ts'
import { lineOf } from './incarnations.ts'

/** How many acts are neither sent nor in a file: a wipe would lose them. */
export type RetireRefusal = { readonly type: 'unsent'; readonly acts: number }

/**
 * Deletes a device with all that it continues: enrolment, keys, knowledge, passes, acts. One transaction, which looks
 * once more for acts that would be lost: then nothing is deleted.
 */
export async function forgetDevice(store: Store, device: Uuid): Promise<Result<'forgotten', RetireRefusal>> {
  const { enrolments, entries, heads, files, passes, settings } = store
  return store.transaction('rw', [enrolments, entries, heads, files, passes, settings], async () => {
    const line = await lineOf(store, device)
    const acts = await unsafeCount(store, line)
    if (acts > 0) return fail({ type: 'unsent' as const, acts })
    const programme = (await enrolments.get(device))?.programme
    for (const each of line) {
      await entries.where('[device+sequence]').between([each, 0], [each, Infinity]).delete()
      await passes.where('[device+batch+pass]').between([each, 0, 0], [each, Infinity, Infinity]).delete()
      await heads.delete(each)
      await settings.where('name').anyOf(settingsOf(each)).delete()
      await dropDrafts(store, each)
      await enrolments.delete(each)
    }
    if (programme !== undefined && (await heads.where('programme').equals(programme).count()) === 0)
      await files.where('[programme+name]').between([programme, ''], [programme, '~']).delete()
    return ok('forgotten')
  })
}

function settingsOf(device: Uuid): readonly string[] {
  return ['continuing', 'pulled', 'venue-account'].map((name) => `${name}/${device}`)
}
