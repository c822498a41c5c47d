import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { NotSavedReason } from '#client/store/not-saved.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Notice } from '#client/ui/notice.tsx'

/** Nothing was written: the screen keeps what was asked, so that it can be asked again. */
export function NotSavedNotice({ reason }: { readonly reason: NotSavedReason }) {
  const { t } = useTranslation('device')
  const title = t('not-saved.title')
  const text = t(`not-saved.${reason}`)
  useEffect(() => announce(`${title} ${text}`, 'assertive'), [title, text])
  return (
    <Notice weight="important" title={title}>
      {text}
    </Notice>
  )
}
