import { useEffect, useRef, useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { revocationAnswer, type ManagedDevice } from '#protocol/manage/devices.ts'
import { useChange } from './use-change.ts'

export type RevokePartProps = {
  readonly device: ManagedDevice
  readonly onClose: () => void
  readonly onRevoked: () => void
}

/** A revocation keeps its reason: it is asked before, in the person's words. */
export function RevokePart({ device, onClose, onRevoked }: RevokePartProps) {
  const { t } = useTranslation('manage')
  const { t: frame } = useTranslation()
  const [why, setWhy] = useState('')
  const [error, setError] = useState<string>()
  const { isAsked, failure, change } = useChange(revocationAnswer)
  const reason = useRef<HTMLInputElement>(null)
  useEffect(() => reason.current?.focus(), [])

  async function revoke(event: SyntheticEvent): Promise<void> {
    event.preventDefault()
    if (why.trim() === '') return setError(t('devices.why-missing'))
    const answer = await change(`devices/${device.device}/revoke`, { why: why.trim() })
    if (!answer) return
    if (answer.type === 'refused') return setError(t(`devices.refused.${answer.reason}`))
    announce(t('devices.revoked-now', { name: device.name }))
    onClose()
    onRevoked()
  }

  return (
    <Notice weight="important" title={t('devices.revoke-title', { name: device.name })}>
      <form className="manage-form" noValidate onSubmit={(event) => void revoke(event)}>
        <p>
          {device.structureName}. {t('devices.revoke-text')}
        </p>
        {failure && <p role="alert">{failure}</p>}
        <Field label={t('devices.why')} hint={t('devices.why-hint')} error={error}>
          {(control) => (
            <input {...control} ref={reason} value={why} onChange={({ target }) => setWhy(target.value)} />
          )}
        </Field>
        <div className="notice-action">
          <Button type="submit" kind="danger" disabled={isAsked}>
            {t('devices.revoke-yes')}
          </Button>
          <Button kind="quiet" onClick={onClose}>
            {frame('action.cancel')}
          </Button>
        </div>
      </form>
    </Notice>
  )
}
