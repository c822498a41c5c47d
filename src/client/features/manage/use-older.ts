import { useState } from 'react'
import type { Result } from '#domain/result.ts'
import type { Absent } from './ask-server.ts'

/** A page of a list, and what asks for the one behind it; null at the end. */
export type ListPage<Item> = { readonly items: readonly Item[]; readonly next: string | null }

export type Older<Item> = {
  readonly items: readonly Item[]
  readonly next: string | null
  readonly failed: boolean
  readonly load: () => Promise<void>
  /** Takes out what a person has done with, and keeps the others where they are. */
  readonly drop: (isDone: (item: Item) => boolean) => void
}

/** Where in a list something stands. */
export type ListPart = 'first' | 'older'

/**
 * What is older than a first page, as a person asks for it. It belongs to that very answer: behind a new one it begins
 * again, so that nothing is shown twice or left out between the two.
 */
export function useOlder<Item>(
  first: object,
  firstNext: string | null,
  ask: (before: string) => Promise<Result<ListPage<Item>, Absent>>,
): Older<Item> {
  const none = { first, items: [] as readonly Item[], next: firstNext, failed: false }
  const [kept, setKept] = useState(none)
  const shown = kept.first === first ? kept : none

  async function load(): Promise<void> {
    if (shown.next === null) return
    const answer = await ask(shown.next)
    const longer = answer.ok
      ? { first, items: [...shown.items, ...answer.value.items], next: answer.value.next, failed: false }
      : { ...shown, failed: true }
    // Pressed twice, or something was decided meanwhile: what is shown now is the newer.
    setKept((now) => (now === kept ? longer : now))
  }

  function drop(isDone: (item: Item) => boolean): void {
    setKept((now) => {
      const before = now.first === first ? now : none
      return { ...before, items: before.items.filter((item) => !isDone(item)) }
    })
  }

  const { items, next, failed } = shown
  return { items, next, failed, load, drop }
}
