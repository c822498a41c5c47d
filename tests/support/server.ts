import { MINUTE } from '#domain/instant.ts'
import type { Batch } from '#domain/batch.ts'
import { defaultOfflineRules } from '#domain/programme.ts'
import type { DeviceRole } from '#protocol/enrolment.ts'
import { parsePassCode } from '#protocol/pass-code.ts'
import { createApp } from '#server/app.ts'
import { issueLink } from '#server/access/enrolment-codes.ts'
import type { Database } from '#server/database/database.ts'
import { enrolVirtualDevice, type VirtualDevice } from '#server/demonstration/virtual-device.ts'
import { loadProgramme } from '#server/directory/load-programme.ts'
import type { ProgrammeFile } from '#server/directory/programme-file.ts'
import { findBatch } from '#server/directory/programmes.ts'
import { randomBytes, type Installation } from '#server/installation.ts'
import { signCodes, type SignedCode } from '#server/passes/sign-codes.ts'
import { createInstallation } from '#server/publishing/epoch.ts'
import { publish } from '#server/publishing/publish.ts'

/** Monday 23 November 2026, ten in the morning in Paris. */
export const morning = Date.parse('2026-11-23T09:00:00Z')

export const programmeNumber = 7

/** A server without a port, on a database of its own, whose clock the test moves. */
export async function startTestServer(database: Database, changes: Partial<ProgrammeFile> = {}) {
  let now = morning
  const installation: Installation = {
    database,
    address: 'http://carnet.test',
    now: () => now,
    publishEvery: 30_000,
    random: randomBytes,
  }
  const file = { ...programmeFile(), ...changes }
  await createInstallation(installation, file.programme.demonstration)
  const codes = new Map<string, SignedCode>()
  const sign = async (number: number) => {
    const batch = await findBatch(database, programmeNumber, number)
    if (!batch) throw new Error('no batch')
    const signed = await signCodes(installation, programmeNumber, batch, { from: 0, to: 3 })
    if (!signed.ok) throw new Error(signed.error)
    for (const code of signed.value) codes.set(keyOf(code.batch, code.pass, code.cheque), code)
  }
  await loadProgramme(installation, file, sign)
  for (const batch of file.batches.filter(({ opened }) => !opened)) await sign(batch.number)
  await publish(installation, programmeNumber)
  const errors: unknown[] = []
  const app = createApp(installation, { onError: (error) => errors.push(error) })
  const ask = async (path: string, init?: RequestInit) => app.request(path, init)

  return {
    installation,
    database,
    app,
    ask,
    errors,
    now: () => now,
    pass(time: number): void {
      now += time
    },
    async publish() {
      now += MINUTE
      await publish(installation, programmeNumber)
    },
    codeOf(batch: number, pass: number, cheque = 0): SignedCode {
      const code = codes.get(keyOf(batch, pass, cheque))
      if (!code) throw new Error(`no code was signed for ${keyOf(batch, pass, cheque)}`)
      return code
    },
    async enrol(structure: string, role: DeviceRole = 'desk'): Promise<VirtualDevice> {
      const { link } = await issueLink(installation, { programme: programmeNumber, structure, role }, 'shown')
      const world = { ask, now: () => now, random: (n: number) => crypto.getRandomValues(new Uint8Array(n)) }
      const device = await enrolVirtualDevice(world, link, `tablet of ${structure}`)
      await device.pull()
      return device
    },
  }
}

export type TestServer = Awaited<ReturnType<typeof startTestServer>>

/** What a scan of this code proves. */
export function scanOf(code: SignedCode) {
  const token = parsePassCode(code.digits)
  if (!token.ok) throw new Error('a signed code reads as no pass')
  return { scan: token.value.signature }
}

/** Cards in batch 1, booklets in batch 2, delivered to `desk`; batch 3 not opened. `venue` and `other` accept them. */
export function programmeFile(): ProgrammeFile {
  const batch = (number: number, format: Batch['format'], delivered: boolean) => ({
    number,
    order: `order-${number}`,
    format,
    units: 10,
    passes: 50,
    firstDay: '2026-01-01',
    endDay: '2027-12-31',
    opened: delivered,
    deliveries: delivered ? [{ structure: 'desk', from: 0, to: 49 }] : [],
    training: false,
  })
  return {
    programme: {
      number: programmeNumber,
      name: 'Dispositif de test',
      telephone: '01 99 00 00 00',
      timeZone: 'Europe/Paris',
      unitCents: 1000,
      funders: [
        { id: 'metropole', name: 'Métropole', centsPerUnit: 550 },
        { id: 'etat', name: 'État', centsPerUnit: 450 },
      ],
      services: [
        { id: 'first-steps', cheques: 1, name: { fr: 'Premiers pas', en: 'First steps' } },
        { id: 'workshop', cheques: 2, name: { fr: 'Atelier' } },
      ],
      rules: defaultOfflineRules,
      languages: { first: [], drafts: true },
      demonstration: false,
    },
    contingencyUnits: 20,
    structures: [
      structure('desk', true, false),
      structure('venue', false, true),
      structure('other', false, true),
    ],
    batches: [batch(1, 'card', true), batch(2, 'booklet', true), batch(3, 'card', false)],
  }
}

function structure(id: string, distributor: boolean, venue: boolean) {
  return {
    id,
    name: `Lieu ${id}`,
    address: '1 rue Exemple',
    postcode: '75001',
    commune: 'Paris',
    telephone: '',
    latitude: undefined,
    longitude: undefined,
    hours: '',
    distributor,
    qualifications: venue
      ? [{ from: '2026-01-01', to: '2028-12-31', services: ['first-steps', 'workshop'] }]
      : [],
    invented: true,
  }
}

function keyOf(batch: number, pass: number, cheque: number): string {
  return `${batch}/${pass}/${cheque}`
}
