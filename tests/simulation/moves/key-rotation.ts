import { DAY } from '#domain/instant.ts'
import { makePassNumber, tagOf } from '#protocol/pass-number.ts'
import { valueOf } from '#tests/support/builders.ts'
import { currentNumberKey, secretKey } from '#server/access/secrets.ts'
import { findBatch, findProgramme } from '#server/directory/programmes.ts'
import type { Installation } from '#server/installation.ts'
import { deliverPasses, makeBatch, openBatch } from '#server/passes/batches.ts'
import { signCodes } from '#server/passes/sign-codes.ts'
import { exampleProgramme, passesPerBatch, programme } from '../example-programme.ts'
import type { Move } from '../move.ts'

/** Keys that change while tablets hold the records and the keys from before. */
export const keyRotation: readonly Move[] = [
  {
    name: 'new-batch',
    weight: 1,
    // A batch is signed by a key of its own: until its next pull a tablet has never heard of either.
    play: async (town) => {
      const { installation, database } = town.server
      const record = await findProgramme(database, programme)
      // Printed once: a restore may forget it, and its cards are out all the same.
      if (!record || town.codes.some(({ batch }) => batch === number)) return
      await makeBatch(installation, record, { ...newest(), number, order: `order-${number}` })
      await openBatch(installation, record, number)
      const batch = await findBatch(database, programme, number)
      if (!batch) throw new Error(`batch ${number} was not made`)
      const all = { from: 0, to: passesPerBatch - 1 }
      town.codes.push(...valueOf(await signCodes(installation, programme, batch, all)))
      await deliverPasses(installation, programme, number, { structure: 'desk', ...all })
    },
  },
  {
    name: 'new-number-key',
    weight: 2,
    // A spoiled sheet is printed again in a new year: tablets enrolled before have no key for its number.
    play: async (town, pick) => {
      const { installation } = town.server
      const code = pick(town.codes)
      const tag = await tagOf(code.serial, await secretKey(installation, 'tag'))
      const key = await numberKeyOfNextYear(installation)
      town.codes[town.codes.indexOf(code)] = { ...code, number: await makePassNumber(code.serial, tag, key) }
      town.trace.note(`  ${code.batch}/${code.pass}/${code.cheque}`)
    },
  },
]

/** Drawn before any backup, as the keys of a year are: what is printed by a key that no backup holds is lost with it. */
export function numberKeyOfNextYear(installation: Installation): Promise<CryptoKey> {
  return currentNumberKey({ ...installation, now: () => installation.now() + 365 * DAY })
}

const number = 4

function newest() {
  const [cards] = exampleProgramme().batches
  if (!cards) throw new Error('an example without a batch')
  const { format, units, passes, firstDay, endDay, training } = cards
  return { format, units, passes, firstDay, endDay, training }
}
