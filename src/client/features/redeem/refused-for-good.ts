import { isRefused } from '#domain/verdict.ts'
import type { Checked } from '#client/store/check-only.ts'

/** NON whatever the service: said at once, without asking what to take. */
export function isRefusedForGood({ verdict }: Pick<Checked, 'verdict'>): boolean {
  if (!isRefused(verdict.type) || verdict.type === 'refused:service-not-covered') return false
  return verdict.type !== 'refused:insufficient-balance' || (verdict.remaining ?? 0) === 0
}
