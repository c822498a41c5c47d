import type { Batch } from '#domain/batch.ts'
import { HOUR, type Instant } from '#domain/instant.ts'
import { nothingDone, type Clock, type Knowledge, type OwnActs, type OwnUse } from '#domain/knowledge.ts'
import type { RecordedClaim } from '#domain/outcome.ts'
import type { PassKnowledge } from '#domain/pass.ts'
import { defaultOfflineRules, noLanguageNamed, type Programme } from '#domain/programme.ts'
import type { Claim } from '#domain/redemption.ts'
import type { Result } from '#domain/result.ts'
import type { Structure } from '#domain/structure.ts'
import type { Bytes } from '#protocol/bytes.ts'
import { fileNameOf } from '#protocol/file.ts'
import { decodeHead, encodeHead, type Head } from '#protocol/head.ts'
import { decodeEntry, encodeEntry, noPrevious, type JournalEntry } from '#protocol/journal-entry.ts'
import { exportPublicKey, keyIdOf, makeSigningKey, type RawPublicKey } from '#protocol/keys.ts'
import { decodeRecord, encodeRecord, type RecordName, type Records } from '#protocol/records.ts'
import type { Uuid } from '#protocol/uuid.ts'

/** Monday 23 November 2026, noon in Paris. */
export const noon: Instant = Date.parse('2026-11-23T11:00:00Z')

/** €10 = 550 + 450; `basics` costs one cheque, `workshop` three. */
export function aProgramme(changes: Partial<Programme> = {}): Programme {
  return throughRecord('programme', {
    number: 7,
    name: 'Carnet de la Métropole',
    telephone: '04 00 00 00 00',
    timeZone: 'Europe/Paris',
    unitCents: 1000,
    funders: [
      { id: 'metropole', name: 'Métropole', centsPerUnit: 550 },
      { id: 'state', name: 'État', centsPerUnit: 450 },
    ],
    services: [
      { id: 'basics', cheques: 1, name: { fr: 'Premiers pas' } },
      { id: 'workshop', cheques: 3, name: { fr: 'Atelier' } },
    ],
    rules: defaultOfflineRules,
    languages: noLanguageNamed,
    demonstration: false,
    ...changes,
  })
}

/** A hundred cards of ten units, opened and delivered whole to `structure-1`. */
export function aBatch(changes: Partial<Batch> = {}): Batch {
  const [batch] = throughRecord('batches', [
    {
      number: 3,
      order: 'order-1',
      format: 'card',
      units: 10,
      passes: 100,
      spares: 2,
      firstSerial: 5000,
      firstDay: '2026-01-01',
      endDay: '2026-12-31',
      opened: true,
      deliveries: [{ structure: 'structure-1', from: 0, to: 101 }],
      training: false,
      ...changes,
    },
  ])
  if (!batch) throw new Error('a record of one batch holds one batch')
  return batch
}

/** A booklet of ten cheques. */
export function aBooklet(changes: Partial<Batch> = {}): Batch {
  return aBatch({ format: 'booklet', ...changes })
}

/** Distributor and venue for both services, all the year 2026 and the next. */
export function aStructure(changes: Partial<Structure> = {}): Structure {
  const [structure] = throughRecord('structures', [
    {
      id: 'structure-1',
      name: 'Maison des habitants',
      address: '1 rue des Essais',
      postcode: '38000',
      commune: 'Grenoble',
      telephone: '04 00 00 00 01',
      latitude: 45.19,
      longitude: 5.73,
      hours: 'Mo-Fr 09:00-17:00',
      distributor: true,
      qualifications: [{ from: '2026-01-01', to: '2027-12-31', services: ['basics', 'workshop'] }],
      invented: false,
      ...changes,
    },
  ])
  if (!structure) throw new Error('a record of one structure holds one structure')
  return structure
}

/** What a list says of an active pass that nobody used. */
export function aPass(changes: Partial<PassKnowledge> = {}): PassKnowledge {
  return { state: 'active', used: 0, cheques: new Set(), ...changes }
}

/** A booklet's pass of which these cheques are used. */
export function aBookletPass(cheques: readonly number[], changes: Partial<PassKnowledge> = {}) {
  return aPass({ used: cheques.length, cheques: new Set(cheques), ...changes })
}

/** A head of one hour ago, and an active card. */
export function aKnowledge(changes: Partial<Knowledge> = {}): Knowledge {
  return {
    programme: aProgramme(),
    structure: aStructure(),
    head: { number: 12, issuedAt: noon - HOUR },
    batch: aBatch(),
    pass: aPass(),
    ...changes,
  }
}

export function aClock(changes: Partial<Clock> = {}): Clock {
  return { at: noon, verified: true, ...changes }
}

/** One unit of pass 4 of batch 3, for `basics`. */
export function aClaim(changes: Partial<Claim> = {}): Claim {
  return {
    programme: 7,
    code: { batch: 3, pass: 4, cheque: 0 },
    service: 'basics',
    units: 1,
    ...changes,
  }
}

/** The same for one cheque of a booklet. */
export function aClaimOfCheque(cheque: number, changes: Partial<Claim> = {}): Claim {
  return aClaim({ code: { batch: 3, pass: 4, cheque }, ...changes })
}

export function ownActs(changes: Partial<OwnActs> = {}): OwnActs {
  return { ...nothingDone, ...changes }
}

/** One unit taken here an hour ago, that no list shows yet. */
export function anOwnUse(changes: Partial<OwnUse> = {}): OwnUse {
  return {
    units: 1,
    cheque: 0,
    service: 'basics',
    at: noon - HOUR,
    inList: false,
    voided: 'no',
    ...changes,
  }
}

export function aRecordedClaim(changes: Partial<RecordedClaim> = {}): RecordedClaim {
  return {
    id: 'claim',
    units: 1,
    cheque: 0,
    conformance: 'conformant',
    voided: false,
    held: 'no',
    contested: 'no',
    ruling: 'none',
    takesNone: 'no',
    former: undefined,
    stated: undefined,
    ...changes,
  }
}

export function aUuid(number: number): Uuid {
  return `01890000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`
}

/** A redemption of one unit, first of its device, proved by a scan. */
export function anEntry(changes: Partial<JournalEntry> = {}): JournalEntry {
  return valueOf(
    decodeEntry(
      encodeEntry({
        id: aUuid(1),
        device: aUuid(2),
        sequence: 1,
        previous: noPrevious,
        deviceTime: noon,
        clockOffset: 250,
        head: 12,
        kind: 'redemption',
        body: {
          code: [3, 4, 0],
          service: 'basics',
          units: 1,
          proof: { scan: new Uint8Array(64).fill(7) },
        },
        verdict: 'accepted',
        ...changes,
      }),
    ),
  )
}

/** A head that names one list, with a delta, and the four records. */
export function aHead(changes: Partial<Head> = {}): Head {
  const head = {
    programme: 7,
    epoch: aUuid(3),
    number: 12,
    issuedAt: noon - HOUR,
    lists: [
      {
        batch: 3,
        list: aFileName('list'),
        deltas: [{ steps: 1, base: aFileName('base'), delta: aFileName('delta') }],
      },
    ],
    records: {
      programme: aFileName('programme'),
      batches: aFileName('batches'),
      structures: aFileName('structures'),
      keys: aFileName('keys'),
    },
    ...changes,
  }
  return valueOf(decodeHead(encodeHead(head)))
}

export function aFileName(content: string) {
  return fileNameOf(new TextEncoder().encode(content))
}

/** A new pair with what crosses the wire of it. */
export async function aSigningKey(): Promise<{
  readonly privateKey: CryptoKey
  readonly publicKey: CryptoKey
  readonly raw: RawPublicKey
  readonly keyId: Bytes
}> {
  const { privateKey, publicKey } = await makeSigningKey({ extractable: false })
  const raw = await exportPublicKey(publicKey)
  return { privateKey, publicKey, raw, keyId: keyIdOf(raw) }
}

/** The value of a result that a test knows to be right; its reason otherwise, as an exception. */
export function valueOf<Value, Failure>(result: Result<Value, Failure>): Value {
  if (!result.ok) throw new Error(`expected a value, got ${JSON.stringify(result.error)}`)
  return result.value
}

function throughRecord<Name extends RecordName>(name: Name, record: Records[Name]): Records[Name] {
  return valueOf(decodeRecord(name, encodeRecord(name, record)))
}
