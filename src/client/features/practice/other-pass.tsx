import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useFrame } from '#client/frame/use-frame.ts'
import { Button, buttonClass } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'

/** A real pass was put in front of the exercise: nobody must believe that it was taken. */
export function OtherPass({ onContinue }: { readonly onContinue: () => void }) {
  const { t } = useTranslation('practice')
  return (
    <Screen
      {...useFrame()}
      title={t('other-pass.title')}
      action={
        <Link href="~/" className={buttonClass({ large: true })}>
          <span className="button-text">{t('banner.leave')}</span>
        </Link>
      }
    >
      <p>{t('other-pass.text')}</p>
      <Button kind="secondary" onClick={onContinue}>
        {t('other-pass.continue')}
      </Button>
    </Screen>
  )
}
