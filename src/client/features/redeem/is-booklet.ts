import type { Scanned } from './redeem-state.ts'

/** Whether the venue holds paper that it keeps and stamps; a cheque that we know nothing else of is paper. */
export function isBooklet({ checked, read }: Pick<Scanned, 'checked' | 'read'>): boolean {
  const { batch } = checked.knowledge
  return batch ? batch.format === 'booklet' : (read.code?.cheque ?? 0) > 0
}
