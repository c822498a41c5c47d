import type { Unreadable, VerdictType } from '#domain/verdict.ts'

export type Answer = VerdictType | `unreadable:${Unreadable}`

/** `paper` speaks of a cheque of a booklet, `card` of a card. */
export type VerdictPart = 'word' | 'reason' | 'paper' | 'card'

/** In the texts, the colon of a verdict's type is one step down: `refused:expired` is `refused.expired`. */
type Path<Type extends string> = Type extends `${infer Family}:${infer Reason}` ? `${Family}.${Reason}` : Type

/** A key of the namespace `verdict`. It does not compile in `t` when a verdict has no such sentence. */
export function verdictKey<Type extends Answer, Part extends VerdictPart>(
  type: Type,
  part: Part,
): `${Path<Type>}.${Part}` {
  return `${type.replace(':', '.')}.${part}` as `${Path<Type>}.${Part}`
}
