import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NotSavedNotice } from '#client/device/not-saved-notice.tsx'
import type { Sharing } from '#client/device/sharing.ts'
import type { Operator } from '#client/store/enrolment.ts'
import { isNotSaved, type NotSavedReason } from '#client/store/not-saved.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'

type OperatorLineProps = {
  readonly sharing: Sharing
  readonly operator: Operator
  readonly atWork: boolean
  /** Without them nobody shares the tablet any more. */
  readonly last: boolean
}

/** One person, and how they leave: asked twice, since their name goes from here. */
export function OperatorLine({ sharing, operator, atWork, last }: OperatorLineProps) {
  const { t } = useTranslation('operators')
  const [asked, setAsked] = useState(false)
  const [notSaved, setNotSaved] = useState<NotSavedReason>()
  const { id, name } = operator

  async function remove(): Promise<void> {
    try {
      await sharing.remove(id)
      announce(t('remove.done', { name }))
    } catch (error) {
      if (!isNotSaved(error)) throw error
      setNotSaved(error.notSaved)
    }
  }

  return (
    <li className="operator">
      <strong>
        <bdi>{name}</bdi>
      </strong>
      {atWork && <span>{t('at-work')}</span>}
      {asked ? (
        <div className="operator-leaves">
          {notSaved && <NotSavedNotice reason={notSaved} />}
          <p>{t('remove.text')}</p>
          {last && <p>{t('remove.last')}</p>}
          <Button kind="danger" onClick={() => void remove()}>
            {t('remove.yes', { name })}
          </Button>
          <Button kind="secondary" onClick={() => setAsked(false)}>
            {t('remove.no')}
          </Button>
        </div>
      ) : (
        <Button kind="quiet" aria-label={`${t('remove.do')}. ${name}`} onClick={() => setAsked(true)}>
          {t('remove.do')}
        </Button>
      )}
    </li>
  )
}
