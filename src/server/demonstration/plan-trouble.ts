import type { Batch, PrintedCode } from '#domain/batch.ts'
import { livedPasses, type PlannedAct } from './plan-life.ts'

/**
 * What goes wrong in a real scheme, in invented places only: the last unit of a card taken in two places on one day
 * (one is covered, the other honoured), one served at the venue's own risk (disputed), and a pass from another's box.
 */
export function planTrouble(
  batches: readonly Batch[],
  setting: { readonly inventedPlaces: readonly string[]; readonly services: readonly string[] },
): readonly PlannedAct[] {
  const [first = '', second = '', third = ''] = setting.inventedPlaces
  const [service = ''] = setting.services
  const cards = batches.find(({ format }) => format === 'card')
  const boxes = cards?.deliveries ?? []
  const code = (box: number, index: number): PrintedCode => ({
    batch: cards?.number ?? 0,
    pass: (boxes[box]?.from ?? 0) + livedPasses + index,
    cheque: 0,
  })
  const visit = (
    day: number,
    minute: number,
    place: string,
    of: PrintedCode,
    serves = false,
  ): PlannedAct => ({
    type: 'visit',
    day,
    minute,
    place,
    code: of,
    service,
    serves,
  })
  const handOver = (day: number, place: string, of: PrintedCode): PlannedAct => ({
    type: 'handover',
    day,
    minute: 600,
    place,
    code: of,
    said: { age: 'not-said', situations: ['not-said'], language: 'not-said' },
  })
  const spent = code(0, 0)
  const risky = code(0, 1)
  const strayed = code(1, 2)
  return [
    handOver(1, first, spent),
    ...[2, 3, 4, 5, 8, 9, 10, 11, 12].map((day) => visit(day, 620, first, spent)),
    visit(15, 630, first, spent),
    visit(15, 640, second, spent),
    visit(16, 650, third, spent),
    handOver(1, first, risky),
    ...[2, 3, 4, 5, 8, 9, 10, 11, 12].map((day) => visit(day, 660, first, risky)),
    visit(16, 665, first, risky),
    visit(16, 670, second, risky),
    handOver(6, third, strayed),
    visit(9, 700, third, strayed),
  ]
}
