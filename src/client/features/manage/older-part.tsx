import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import type { Older } from './use-older.ts'

/** The way to what is older, under a list; nothing at its end. */
export function OlderPart(props: {
  readonly label: string
  readonly older: Pick<Older<unknown>, 'next' | 'failed' | 'load'>
}) {
  const { t } = useTranslation('manage')
  const { label, older } = props
  return (
    <>
      {older.failed && <Notice weight="important" title={t('absent.no-network.title')} />}
      {older.next !== null && (
        <div className="manage-part">
          <Button kind="secondary" onClick={() => void older.load()}>
            {label}
          </Button>
        </div>
      )}
    </>
  )
}
