import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type * as v from 'valibot'
import { announce } from '#client/ui/announcer.tsx'
import { askServer, useManager } from './manager.ts'

export type Changing<Answer> = {
  readonly isAsked: boolean
  /** Why nothing changed, as a sentence. */
  readonly failure: string | undefined
  /** Undefined when the server could not be asked: `failure` says why. */
  readonly change: (path: string, body: object) => Promise<Answer | undefined>
}

/** One change at a time. What fails is said, and what was typed stays. */
export function useChange<Schema extends v.GenericSchema>(schema: Schema): Changing<v.InferOutput<Schema>> {
  const { t } = useTranslation('manage')
  const { fetch } = useManager()
  const [isAsked, setAsked] = useState(false)
  const [failure, setFailure] = useState<string>()
  async function change(path: string, body: object) {
    setAsked(true)
    setFailure(undefined)
    const answer = await askServer(fetch, path, schema, body)
    setAsked(false)
    if (answer.ok) return answer.value
    const sentence = t(`not-done.${answer.error}`)
    setFailure(sentence)
    announce(sentence, 'assertive')
    return undefined
  }
  return { isAsked, failure, change }
}
