import { fail, ok, type Result } from '#domain/result.ts'
import { equalBytes } from '#protocol/bytes.ts'
import { openExport, type ExportAnswer, type ExportFile, type ExportRefusal } from '#protocol/export-file.ts'
import { openChainEnd } from '#protocol/journal-entry.ts'
import { importPublicKey } from '#protocol/keys.ts'
import { pushLimits } from '#protocol/push.ts'
import { findDevice, type Device } from '../access/devices.ts'
import { deviceIn, openTicket, type Ticket } from '../access/enrolment-ticket.ts'
import { exportKeyOf } from '../access/export-key.ts'
import { readmitDevice } from '../access/readmit-device.ts'
import { writeAudit } from '../directory/audit-trail.ts'
import type { Installation } from '../installation.ts'
import { arrivalsOf, type Arrival } from './arrival.ts'
import type { ReadEntry } from './read-entry.ts'
import { readEntries, recordEntries, type EntryAnswer } from './record-push.ts'

/**
 * Records the acts in an export file as its own device would have pushed them, in parts, each once. Whoever brings the
 * file proves nothing but that they may speak to this server: the acts are vouched for by the device that did them.
 */
export async function recordExport(
  installation: Installation,
  bringer: Device,
  sealed: string,
): Promise<ExportAnswer> {
  const opened = await openExport(sealed, await exportKeyOf(installation))
  if (!opened.ok) return { type: 'refused', reason: opened.error }
  const file = opened.value
  const vouched = await vouchedFor(installation, file)
  if (!vouched.ok) return { type: 'refused', reason: vouched.error }
  const { device, arrivals } = vouched.value
  const answers = { recorded: 0, known: 0, held: 0, unreadable: 0 }
  for (let from = 0; from < arrivals.length; from += pushLimits.entries) {
    const part = arrivals.slice(from, from + pushLimits.entries)
    const recorded = await recordEntries(installation, device, part)
    count(answers, recorded.answers)
  }
  await writeArrival(installation, bringer, device, answers)
  return { type: 'taken', device: device.device, exportedAt: file.exportedAt, answers }
}

/** The file's device signed its last entry, and each entry is the one that the next names: nothing in it is foreign. */
async function vouchedFor(
  installation: Installation,
  file: ExportFile,
): Promise<Result<{ readonly device: Device; readonly arrivals: readonly Arrival[] }, ExportRefusal>> {
  const known = await findDevice(installation, file.device)
  const ticket = known ? undefined : await ticketIn(installation, file)
  const device = known ?? (ticket && deviceIn(ticket))
  if (!device || device.programme !== file.programme) return fail('unknown-device')
  const end = await openChainEnd(file.chainEnd, await importPublicKey(device.publicKey))
  if (!end.ok || end.value.device !== device.device) return fail('not-signed')
  const entries = await readEntries(installation, device, file.entries)
  const last = entries.at(-1)
  if (!last || !equalBytes(last.hash, end.value.hash)) return fail('not-signed')
  if (!isOneChain(entries)) return fail('not-signed')
  const isHere = !ticket || (await readmitDevice(installation, ticket, '')).type === 'admitted'
  const arrivals = arrivalsOf(entries, end.value.sequence)
  return isHere ? ok({ device, arrivals }) : fail('unknown-device')
}

/** This server made the device and lost it. */
async function ticketIn(installation: Installation, file: ExportFile): Promise<Ticket | undefined> {
  const shown = file.ticket && (await openTicket(installation, file.ticket))
  return shown?.device === file.device ? shown : undefined
}

function isOneChain(entries: readonly ReadEntry[]): boolean {
  return entries.every((entry, i) => {
    const next = entries[i + 1]?.content?.entry
    return !next || equalBytes(next.previous, entry.hash)
  })
}

function count(answers: Record<EntryAnswer['answer'], number>, part: readonly EntryAnswer[]): void {
  for (const { answer } of part) answers[answer]++
}

async function writeArrival(
  installation: Installation,
  bringer: Device,
  { device, programme }: Device,
  { recorded }: { readonly recorded: number },
): Promise<void> {
  if (recorded === 0) return
  const change = {
    act: 'bring-export',
    subject: `device/${device}`,
    before: '',
    after: `${recorded} recorded`,
  }
  await installation.database.transaction((queries) =>
    writeAudit(queries, installation, programme, { device: bringer.device, why: '' }, change),
  )
}
