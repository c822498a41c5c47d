import type { Town } from '../town.ts'
import { takePicture } from '../picture.ts'
import { findDoubledActs, findLostActs, findRefusedButTaken } from './acts.ts'
import { findBrokenChains, findDivergence } from './devices.ts'
import { findDrift, findMoneyLost, findOverpaid } from './ledger.ts'
import { findDisplaced, findOverdrafts, findUnpaid } from './payment.ts'
import { findKeptPersonalParts } from './personal-parts.ts'
import { findWrongOperators } from './operators.ts'
import { findUnjustRefusals } from './refusals.ts'
import { findChangedStatements } from './statements.ts'
import { findStrayStock } from './stock.ts'

/** Everything that must hold once it is quiet; each line begins with its rule. */
export async function findWrongs(town: Town): Promise<readonly string[]> {
  const picture = await takePicture(town)
  const atOnce = [
    findDoubledActs,
    findRefusedButTaken,
    findUnpaid,
    findDisplaced,
    findOverdrafts,
    findOverpaid,
    findMoneyLost,
    findWrongOperators,
  ]
  return [
    ...town.wrongs,
    ...town.server.errors.map((error) => `I14 the server met ${String(error)}`),
    ...(await findLostActs(town)),
    ...atOnce.flatMap((find) => find(town, picture)),
    ...(await findChangedStatements(town, picture)),
    ...(await findDrift(town)),
    ...(await findUnjustRefusals(town, picture)),
    ...(await findDivergence(town, picture)),
    ...(await findStrayStock(town, picture)),
    ...(await findBrokenChains(town, picture)),
    ...(await findKeptPersonalParts(town)),
  ]
}
