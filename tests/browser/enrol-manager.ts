import { setTimeout as wait } from 'node:timers/promises'
import { generate, correction, mode } from 'lean-qr'
import type { PrintedCode } from '#domain/batch.ts'
import type { Proof } from '#protocol/journal-entry.ts'
import type { DeviceRole } from '#protocol/enrolment.ts'
import type { CodesToPrint } from '#protocol/manage/batches.ts'
import type { ManagedDevices } from '#protocol/manage/devices.ts'
import type { ManagedOverview, MoneyPlace } from '#protocol/manage/overview.ts'
import type { EnrolmentCodeRequest } from '#protocol/manage/structures.ts'
import type { ManagedVenue } from '#protocol/manage/venues.ts'
import { parsePassCode } from '#protocol/pass-code.ts'
import { pictureOfCode, type Picture } from '#tests/support/fake-camera.ts'
import type { ServerProcess } from '#tests/support/server-process.ts'

/** A code as it is printed: what the camera sees, what a person types, what it proves. */
export type Printed = {
  readonly code: PrintedCode
  readonly proof: Proof
  readonly number: string
  readonly text: string
  readonly picture: Picture
}

/** Of those that a journey printed. */
export function cardOf(cards: readonly Printed[], at: number): Printed {
  const card = cards[at]
  if (!card) throw new Error('too few cards')
  return card
}

/** The manager at work without a screen, for journeys that are about somebody else. */
export async function enrolManager(server: ServerProcess) {
  const device = await server.enrol(server.managerLink, 'manager')

  async function read<Answer>(path: string): Promise<Answer> {
    return (await (await device.ask('GET', `/api/manage/${path}`)).json()) as Answer
  }

  async function change<Answer>(path: string, body: object): Promise<Answer> {
    const bytes = new TextEncoder().encode(JSON.stringify(body))
    return (await (await device.ask('POST', `/api/manage/${path}`, bytes)).json()) as Answer
  }

  async function linkFor(structure: string, role: DeviceRole = 'desk'): Promise<string> {
    const asked: EnrolmentCodeRequest = { structure, role, life: 'shown', why: '' }
    return (await change<{ link: string }>('enrolment-codes', asked)).link
  }

  async function enrolDesk(structure: string) {
    const desk = await server.enrol(await linkFor(structure), `desk of ${structure}`)
    await desk.pull()
    return desk
  }

  return {
    read,
    change,
    linkFor,
    enrolDesk,
    /** Codes of some passes of a batch, the first ones unless told; for a booklet, all of theirs. */
    async print(batch: number, passes: number, from = 0): Promise<readonly Printed[]> {
      const path = `batches/${batch}/codes?from=${from}&count=${passes}`
      const { address, codes } = await read<CodesToPrint>(path)
      return codes.map((code) => printedOf(address, batch, code))
    },
    /** A batch that was ordered is funded. */
    async open(batch: number): Promise<void> {
      await change(`batches/${batch}/open`, { why: '' })
    },
    /** Its first passes are in the box of a place. */
    async deliver(batch: number, structure: string, passes: number): Promise<void> {
      await change(`batches/${batch}/deliver`, { structure, from: 0, to: passes - 1, why: '' })
    },
    /** Given to people at `house`, by a mediator whose tablet has sent everything: every list says so by then. */
    async handOut(passes: readonly Printed[]): Promise<void> {
      const desk = await enrolDesk('house')
      for (const { code, proof } of passes) desk.handOver(code, proof, said)
      await desk.push()
      while ([...desk.outcomes.values()].some(({ firstHead }) => firstHead === null)) {
        await wait(50)
        await desk.pull()
      }
    },
    async revoke(name: string): Promise<void> {
      const { devices } = await read<ManagedDevices>('devices')
      const device = devices.find((each) => each.name === name)?.device ?? ''
      await change(`devices/${device}/revoke`, { why: 'lost' })
    },
    /** Where every cent is. */
    async money(): Promise<Readonly<Record<MoneyPlace, number>>> {
      const { money } = await read<ManagedOverview>('overview')
      return Object.fromEntries(money.map(({ place, cents }) => [place, cents])) as Record<MoneyPlace, number>
    },
    account: (venue: string) => read<ManagedVenue>(`venues/${venue}`),
  }
}

const said = { age: '65-79', situations: ['isolated'], language: 'fr' } as const

export type Manager = Awaited<ReturnType<typeof enrolManager>>

function printedOf(address: string, batch: number, code: CodesToPrint['codes'][number]): Printed {
  const { pass, cheque, digits, number } = code
  const token = parsePassCode(digits)
  if (!token.ok) throw new Error('a printed code reads as no pass')
  return {
    code: { batch, pass, cheque },
    proof: { scan: token.value.signature },
    number,
    text: `${address}/p#${digits}`,
    picture: pictureOfCode(
      generate(mode.multi(mode.ascii(`${address}/p#`), mode.numeric(digits)), {
        minCorrectionLevel: correction.M,
      }),
    ),
  }
}
