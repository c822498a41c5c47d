import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { CodePicture } from '#client/print/code-picture.tsx'
import { drawText } from '#client/print/drawn-code.ts'
import { Button } from '#client/ui/button.tsx'
import { Figures } from '#client/ui/figures.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { useManager } from './use-manager.ts'
import { useWords } from './words.tsx'

export type Given = {
  readonly life: 'shown' | 'printed'
  readonly name: string
  readonly link: string
  readonly expiresAt: number
  /** For a device whose camera cannot be used. */
  readonly code: string | undefined
}

/** The code as a picture to scan and as symbols to type, or on a sheet of paper. */
export function GivenCodes({ given, onAgain }: { readonly given: Given; readonly onAgain: () => void }) {
  const { t } = useTranslation('manage')
  const { t: frame } = useTranslation()
  const { address } = useManager()
  const { moment } = useWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => heading.current?.focus(), [])
  const { life, name, link, expiresAt, code } = given
  return (
    <div className="manage-enrolment">
      <h2 ref={heading} tabIndex={-1}>
        {t('enrol.for', { name })}
      </h2>
      <p>{t('enrol.scan')}</p>
      <CodePicture code={drawText(link)} label={t('enrol.code-label', { name })} />
      {code && (
        <>
          <p>{t('enrol.type', { address: `${address}/enrol` })}</p>
          <p className="manage-code">
            <Figures code>
              {code.slice(0, 4)}-{code.slice(4)}
            </Figures>
          </p>
        </>
      )}
      <p>{t('enrol.until', moment(expiresAt))}</p>
      {life === 'printed' && <Notice>{t('enrol.paper')}</Notice>}
      <div className="manage-fields screen-only">
        {life === 'printed' && <Button onClick={() => window.print()}>{frame('action.print')}</Button>}
        <Button kind="secondary" onClick={onAgain}>
          {t('enrol.again')}
        </Button>
      </div>
    </div>
  )
}
