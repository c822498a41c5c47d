import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type * as v from 'valibot'
import { announce } from '#client/ui/announcer.tsx'
import type { Uuid } from '#protocol/uuid.ts'
import { askServer } from './ask-server.ts'
import { useManager } from './use-manager.ts'

export type Changing<Answer> = {
  readonly isAsked: boolean
  /** Why nothing changed, as a sentence. */
  readonly failure: string | undefined
  /** Undefined when the server could not be asked: `failure` says why. */
  readonly change: (path: string, body: object) => Promise<Answer | undefined>
}

/**
 * One change at a time. What fails is said, and what was typed stays; the same asked again after a lost answer is the same
 * act, so that it counts once.
 */
export function useChange<Schema extends v.GenericSchema>(schema: Schema): Changing<v.InferOutput<Schema>> {
  const { t } = useTranslation('manage')
  const { fetch, newAct } = useManager()
  const [isAsked, setAsked] = useState(false)
  const [failure, setFailure] = useState<string>()
  const unanswered = useRef<{ readonly asked: string; readonly act: Uuid }>(undefined)
  async function change(path: string, body: object) {
    setAsked(true)
    setFailure(undefined)
    const asked = JSON.stringify([path, body])
    if (unanswered.current?.asked !== asked) unanswered.current = { asked, act: newAct() }
    const answer = await askServer(fetch, path, schema, { ...body, act: unanswered.current.act })
    setAsked(false)
    if (answer.ok) {
      unanswered.current = undefined
      return answer.value
    }
    const sentence = t(`not-done.${answer.error}`)
    setFailure(sentence)
    announce(sentence, 'assertive')
    return undefined
  }
  return { isAsked, failure, change }
}
