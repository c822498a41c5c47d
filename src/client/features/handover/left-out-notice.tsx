import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '#client/ui/announcer.tsx'
import { Notice } from '#client/ui/notice.tsx'
import type { LeftOut } from './left-out.ts'

/** How many passes a form that was taken up has lost, and why: seen and spoken. */
export function LeftOutNotice({ leftOut: { given, other } }: { readonly leftOut: LeftOut }) {
  const { t } = useTranslation('handover')
  const lines = [
    ...(given > 0 ? [t('resumed.given', { count: given })] : []),
    ...(other > 0 ? [t('resumed.other', { count: other })] : []),
  ]
  const words = lines.join(' ')
  useEffect(() => announce(words), [words])
  return (
    <Notice weight="important">
      {lines.map((line) => (
        <p key={line}>{line}</p>
      ))}
    </Notice>
  )
}
