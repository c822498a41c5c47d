import type { PrintedCode } from '#domain/batch.ts'
import { calendarDayOf } from '#domain/instant.ts'
import type { DeviceClock } from '#client/store/clock.ts'
import type { Store } from '#client/store/database.ts'
import { dropDrafts } from '#client/store/drafts.ts'
import type { Enrolment } from '#client/store/enrolment.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { readSetting, writeSetting } from '#client/store/settings.ts'
import { storeHead } from '#client/store/stored-heads.ts'
import type { Bytes } from '#protocol/bytes.ts'
import { fileNameOf } from '#protocol/file.ts'
import { exportPublicKey, keyIdOf, makeSigningKey } from '#protocol/keys.ts'
import { signPassCode } from '#protocol/pass-code.ts'
import { encodePassList } from '#protocol/pass-list.ts'
import { encodeRecord, recordNames } from '#protocol/records.ts'
import { uuidV7, type Uuid } from '#protocol/uuid.ts'
import { practiceKey, practiceSigner } from './practice-key.ts'
import {
  boxCodes,
  practiceCodes,
  practiceFormat,
  practiceKnowledge,
  sheetCodes,
} from './practice-knowledge.ts'

/** A code of the exercise, signed by the key that every copy of the app has. */
export type PracticeCode = PrintedCode & { readonly text: string }

/** The real device, which lends the exercise its place, its programme and its clock. */
export type Lender = {
  readonly enrolment: Enrolment
  readonly held: HeldKnowledge
  readonly clock: DeviceClock
}

/**
 * Puts into the store of the exercise what it knows as of now. What was done there before stays, unless the place or
 * its kind of passes is another one. Answers the device that practises, the codes on the table, in the box and on a
 * printed sheet.
 */
export async function fillPracticeStore(
  store: Store,
  { enrolment, held, clock }: Lender,
): Promise<{
  readonly practising: Enrolment
  readonly codes: readonly PracticeCode[]
  readonly box: readonly PracticeCode[]
  readonly sheet: readonly PracticeCode[]
}> {
  const kept = await keptFor(store, enrolment, held)
  const { at } = clock
  const keys = await makeSigningKey({ extractable: false })
  // What vouches for the real device stays in its own store.
  const practising: Enrolment = {
    ...enrolment,
    device: kept.device,
    keys,
    keyId: keyIdOf(await exportPublicKey(keys.publicKey)),
    ticket: undefined,
    exportKey: undefined,
    operators: [],
    clock: { offset: at - clock.deviceTime, measuredAt: clock.deviceTime, floor: 0 },
    enrolledAt: at,
    lastExchange: at,
    acknowledged: undefined,
    backedUpThrough: 0,
    revoked: false,
  }
  await store.enrolments.put(practising)
  await storeKnowledge(store, practising, held, at)
  return { practising, codes: kept.codes, box: kept.box, sheet: kept.sheet }
}

/** All that was done in the exercise goes, half done forms too; the codes stay the same. */
export async function beginPracticeAnew(store: Store): Promise<void> {
  await store.transaction('rw', store.entries, store.passes, store.settings, store.enrolments, async () => {
    await store.entries.clear()
    await store.passes.clear()
    for (const { device } of await store.enrolments.toArray()) await dropDrafts(store, device)
  })
}

type Kept = {
  readonly of: string
  readonly device: Uuid
  readonly codes: readonly PracticeCode[]
  readonly box: readonly PracticeCode[]
  readonly sheet: readonly PracticeCode[]
}

async function keptFor(store: Store, enrolment: Enrolment, held: HeldKnowledge): Promise<Kept> {
  const { programme, structure } = enrolment
  const { format, units } = practiceFormat(held)
  const of = [version, programme, structure, format, units].join('/')
  const kept = (await readSetting(store, setting)) as Kept | undefined
  if (kept?.of === of) return kept
  const signer = await practiceSigner()
  const signed = async (code: PrintedCode) => ({
    ...code,
    text: await signPassCode({ programme, ...code }, practiceKey.keyId, signer),
  })
  const codes = await Promise.all(practiceCodes(format).map(signed))
  const box = await Promise.all(boxCodes().map(signed))
  const sheet = await Promise.all(sheetCodes(format).map(signed))
  const made = { of, device: uuidV7(0, store.random(10)), codes, box, sheet }
  await Promise.all(store.tables.map((table) => table.clear()))
  await writeSetting(store, setting, made)
  return made
}

const setting = 'practice'
const version = 3

async function storeKnowledge(
  store: Store,
  { device, programme }: Enrolment,
  held: HeldKnowledge,
  at: number,
): Promise<void> {
  const today = calendarDayOf(at, held.records.programme.timeZone)
  const { records, lists } = practiceKnowledge(held, practiceKey, today)
  const contents = new Map<string, Bytes>()
  function put(content: Bytes): string {
    const name = fileNameOf(content)
    contents.set(name, content)
    return name
  }
  const names = recordNames.map((name) => [name, put(encodeRecord(name, records[name]))] as const)
  const head = {
    programme,
    epoch: held.head.epoch,
    number: 1,
    issuedAt: at,
    lists: lists.map((list) => ({ batch: list.batch, list: put(encodePassList(list)), deltas: [] })),
    records: Object.fromEntries(names) as HeldKnowledge['head']['records'],
  }
  await storeHead(store, { next: { device, programme, bytes: new Uint8Array(0), head }, contents })
}
