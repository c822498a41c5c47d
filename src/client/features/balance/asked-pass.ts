import type { BalanceRequest } from '#protocol/balance.ts'
import { parsePassNumber } from '#protocol/pass-number.ts'

/** The pass in a person's hand, as the server is asked for it. The digits are sent as they are: the server reads them. */
export type AskedPass = BalanceRequest | { readonly by: 'neither' }

/** From the text of a code, or from a number. Undefined for an empty text. */
export function askedPassOf(text: string): AskedPass | undefined {
  const trimmed = text.trim()
  if (trimmed === '') return undefined
  const digits = /(?:^|#)(\d{100,400})$/.exec(trimmed)?.[1]
  if (digits !== undefined) return { by: 'code', digits }
  const number = parsePassNumber(trimmed)
  return number.ok ? { by: 'number', number: number.value } : { by: 'neither' }
}

/** The text under which this pass is remembered and handed on. */
export function textOf(asked: BalanceRequest): string {
  return asked.by === 'code' ? asked.digits : asked.number
}
