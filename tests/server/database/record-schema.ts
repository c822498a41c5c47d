import { existsSync, writeFileSync } from 'node:fs'
import { migrationState } from '#server/database/migrate.ts'
import { verifyLedger } from '#server/ledger/verify-ledger.ts'
import { programmeNumber, startTestServer } from '#tests/support/server.ts'
import { openOwnDatabase } from '#tests/support/store.ts'
import { dumpRows } from './dumped-rows.ts'
import { recordTown } from './recorded-town.ts'

/**
 * `node tests/server/database/record-schema.ts`: keeps what this version writes as the fixture of its newest migration, in
 * the commit that brings the migration, and never again for the same one.
 */
const database = await openOwnDatabase()
const { applied } = await migrationState(database)
const file = new URL(`./fixtures/schema-${applied}.json`, import.meta.url)
if (existsSync(file)) throw new Error(`schema ${applied} has its fixture: it is never written again`)
const server = await startTestServer(database)
await recordTown(server)
const findings = await verifyLedger(server.installation, programmeNumber)
if (findings.length > 0) throw new Error(JSON.stringify(findings))
writeFileSync(file, await dumpRows(database))
await database.close()
console.log(`recorded schema ${applied}`)
