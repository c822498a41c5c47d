import { useEffect, useEffectEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listenToKeyboardReader } from '#client/scan/keyboard-reader.ts'
import { announce } from '#client/ui/announcer.tsx'
import type { BalanceRequest } from '#protocol/balance.ts'
import { askedPassOf } from './asked-pass.ts'

export type PassReader = {
  readonly onPass: (asked: BalanceRequest) => void
  /** True where another page answers this text, which it has opened. */
  readonly elsewhere?: (text: string) => boolean
}

/** False for what is no pass; what another page answers is. */
export function readPass(text: string, { onPass, elsewhere }: PassReader): boolean {
  if (elsewhere?.(text)) return true
  const asked = askedPassOf(text)
  if (!asked || asked.by === 'neither') return false
  onPass(asked)
  return true
}

export function isPass(text: string): boolean {
  const asked = askedPassOf(text)
  return asked !== undefined && asked.by !== 'neither'
}

/** Milliseconds in which two sentences are read. */
const saidFor = 8000

/** Opens what a keyboard reader reads. True for a while after it read what is no pass. */
export function useKeyboardReader(reader: PassReader): boolean {
  const { t } = useTranslation('balance')
  const [foreign, setForeign] = useState(0)
  const read = useEffectEvent((text: string) => {
    if (readPass(text, reader)) return
    setForeign((before) => before + 1)
    announce(t('problem.not-a-pass.title'), 'assertive')
  })
  useEffect(() => listenToKeyboardReader({ onText: ({ text }) => read(text) }), [])
  useEffect(() => {
    if (foreign === 0) return undefined
    const timer = setTimeout(() => setForeign(0), saidFor)
    return () => clearTimeout(timer)
  }, [foreign])
  return foreign > 0
}
