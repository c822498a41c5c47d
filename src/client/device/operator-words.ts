import { useTranslation } from 'react-i18next'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import type { Device } from './device.ts'
import { useObservable } from './use-device.ts'

/** Who of those that share the tablet did an act, in words; empty where nobody said. */
export function useOperatorWords(device: Device): (entry: StoredEntry) => string {
  const { t } = useTranslation('device')
  const operators = useObservable(device.sharing.operators)
  return ({ operator }) => {
    if (operator === undefined) return ''
    const name = operators.find(({ id }) => id === operator)?.name
    return name === undefined ? t('act.by-who-left') : t('act.by', { name })
  }
}
