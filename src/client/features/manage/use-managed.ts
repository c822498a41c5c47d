import { useEffect, useState } from 'react'
import type * as v from 'valibot'
import type { SignedFetch } from '#client/sync/signed-fetch.ts'
import { askServer, type Absent } from './ask-server.ts'

export type Managed<Value> =
  | { readonly type: 'loading' }
  | { readonly type: 'here'; readonly value: Value }
  | { readonly type: 'absent'; readonly reason: Absent }

/** What the server says now at this path; `reload` asks again and keeps what is shown until the answer. */
export function useManaged<Schema extends v.GenericSchema>(
  fetch: SignedFetch,
  path: string,
  schema: Schema,
): readonly [Managed<v.InferOutput<Schema>>, () => void] {
  const [turn, setTurn] = useState(0)
  const [shown, setShown] = useState<{ path: string; managed: Managed<v.InferOutput<Schema>> }>()
  useEffect(() => {
    let gone = false
    void askServer(fetch, path, schema).then((answer) => {
      if (gone) return
      const managed: Managed<v.InferOutput<Schema>> = answer.ok
        ? { type: 'here', value: answer.value }
        : { type: 'absent', reason: answer.error }
      setShown({ path, managed })
    })
    return () => {
      gone = true
    }
  }, [fetch, path, schema, turn])
  function reload(): void {
    setShown((before) => (before?.managed.type === 'absent' ? undefined : before))
    setTurn((turns) => turns + 1)
  }
  return [shown?.path === path ? shown.managed : { type: 'loading' }, reload]
}
