import { useTranslation } from 'react-i18next'

/** A pass as people name it: its batch and its place in the box, from 1. */
export function usePassName(): (
  pass: { readonly batch?: number | undefined; readonly pass?: number | undefined } | undefined,
) => string {
  const { t } = useTranslation('lost')
  const { t: d } = useTranslation('device')
  return (code) =>
    code?.batch === undefined || code.pass === undefined
      ? d('act.not-known')
      : t('pass.name', { batch: code.batch, pass: code.pass + 1 })
}
