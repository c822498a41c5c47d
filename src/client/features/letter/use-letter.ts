import { useState } from 'react'
import { calendarDayOf } from '#domain/instant.ts'
import type { Unreadable } from '#domain/verdict.ts'
import type { Device } from '#client/device/device.ts'
import { languageLike } from '#client/i18n/wished-language.ts'
import { seenKindOf, type SeenKind } from '#client/scan/seen-kind.ts'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { letterPassOf, type LetterPass, type NoLetter } from './letter-pass.ts'

export type LetterState =
  | { readonly type: 'scanning' | 'working' }
  | { readonly type: 'unreadable'; readonly reason: Unreadable; readonly seen: SeenKind }
  | { readonly type: 'refused'; readonly reason: NoLetter }
  | { readonly type: 'pass'; readonly pass: LetterPass; readonly language: string | undefined }

export type Letter = {
  readonly state: LetterState
  readonly scan: (scanned: ScannedText) => void
  /** Undefined asks for it again. */
  readonly speak: (language: string | undefined) => void
  readonly again: () => void
}

/** Which pass, then in which language; a pass that another screen hands over with its holder's language is on paper at once. */
export function useLetter(device: Device, held: HeldKnowledge, exercise: boolean): Letter {
  const [state, setState] = useState<LetterState>({ type: 'scanning' })
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  if (failed) throw failed.error

  async function look({ text, source, language }: ScannedText): Promise<void> {
    const read = await device.read(text, source === 'typed' ? 'typed' : 'scan')
    if (!read.ok) return setState({ type: 'unreadable', reason: read.error, seen: seenKindOf(text) })
    const today = calendarDayOf(device.now(), held.records.programme.timeZone)
    const pass = letterPassOf(held, device.enrolment.address, { text, read: read.value, exercise }, today)
    if (typeof pass === 'string') return setState({ type: 'refused', reason: pass })
    setState({ type: 'pass', pass, language: language === undefined ? undefined : languageLike(language) })
  }

  return {
    state,
    scan: (scanned) => {
      if (state.type !== 'scanning') return
      setState({ type: 'working' })
      look(scanned).catch((error: unknown) => setFailed({ error }))
    },
    speak: (language) => {
      if (state.type === 'pass') setState({ ...state, language })
    },
    again: () => setState({ type: 'scanning' }),
  }
}
