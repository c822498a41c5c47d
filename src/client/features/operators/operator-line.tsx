import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NotSavedNotice } from '#client/device/not-saved-notice.tsx'
import type { Sharing } from '#client/device/sharing.ts'
import { useSaving } from '#client/device/use-saving.ts'
import type { Operator } from '#client/store/enrolment.ts'
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
  const { working, notSaved, save } = useSaving()
  const { id, name } = operator

  function remove(): void {
    save(
      () => sharing.remove(id),
      () => announce(t('remove.done', { name })),
    )
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
          <Button kind="danger" disabled={working} onClick={remove}>
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
