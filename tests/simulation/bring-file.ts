import { markExported } from '#client/store/export-entries.ts'
import { bringExport } from '#client/sync/bring-export.ts'
import { exportJournal } from '#client/sync/export-journal.ts'
import type { Uuid } from '#protocol/uuid.ts'
import type { Operation } from './operations.ts'
import { isDeath, type Tab } from './tablet.ts'
import { linkOf, linkOfDevice, type Town } from './town.ts'

/** A person takes what a tablet has not sent, and what is set aside, in a file, and another tablet brings it. */
export async function bringFileOf(town: Town, from: Tab, device: Uuid, bringer: Tab): Promise<void> {
  town.operations.start(`${from.tablet.name} exports`, true, async (operation) => {
    try {
      await bring(operation)
    } catch (error) {
      if (!isDeath(error)) throw error
      town.trace.note(`  ${from.tablet.name}: its tab dies over the file`)
    }
  })
  await town.operations.rest()

  async function bring(operation: Operation): Promise<void> {
    const sealed = await exportJournal(await linkOfDevice(town, from, operation, device))
    const files = sealed.ok ? sealed.value : []
    for (const { text, entries } of files) {
      await markExported(from.store, entries, town.clock.now())
      const { fetch } = await linkOf(town, bringer, operation)
      const brought = await bringExport(fetch, text)
      const said = brought.ok ? JSON.stringify(Object.values(brought.value).at(-1)) : brought.error
      town.trace.note(
        `  ${bringer.tablet.name} brings ${entries.length} acts of ${from.tablet.name}: ${said}`,
      )
    }
  }
}
