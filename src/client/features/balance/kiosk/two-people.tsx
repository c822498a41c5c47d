import { useMemo } from 'react'
import { I18nextProvider, useTranslation } from 'react-i18next'
import { french } from '#client/i18n/languages.ts'
import { useLanguage } from '#client/i18n/use-language.ts'
import { Button } from '#client/ui/button.tsx'
import type { Balance } from '#protocol/balance.ts'
import { BalanceFace } from '../balance-face.tsx'
import { showsDate, standingOf, todayFor } from '../standing.ts'
import { ValidUntil } from '../valid-until.tsx'

export type TwoPeopleProps = {
  readonly balance: Balance
  readonly onClose: () => void
  readonly onEnd: () => void
}

/** The tablet lies between two people: the far side is turned to the person, in their language; the near one is in French. */
export function TwoPeople({ balance, onClose, onEnd }: TwoPeopleProps) {
  const { t, i18n } = useTranslation('kiosk')
  const { language } = useLanguage()
  const inFrench = useMemo(() => i18n.cloneInstance({ lng: french.code }), [i18n])
  return (
    <main className="two-people">
      <h1 className="spoken-only">{t('balance')}</h1>
      <Side name="person" language={language} balance={balance} />
      <I18nextProvider i18n={inFrench}>
        <div className="two-people-near">
          <Side name="helper" language={french} balance={balance} />
          <Acts onClose={onClose} onEnd={onEnd} />
        </div>
      </I18nextProvider>
    </main>
  )
}

type SideProps = {
  readonly name: 'person' | 'helper'
  readonly language: { readonly code: string; readonly dir: 'ltr' | 'rtl' }
  readonly balance: Balance
}

function Side({ name, language: { code, dir }, balance }: SideProps) {
  const { t } = useTranslation('kiosk')
  const today = todayFor(balance, Date.now())
  const standing = standingOf(balance, today)
  return (
    <section className="two-people-side" data-side={name} lang={code} dir={dir} aria-label={t(`two.${name}`)}>
      <BalanceFace balance={balance} standing={standing} />
      {showsDate(standing) && <ValidUntil lastDay={balance.lastDay} today={today} />}
    </section>
  )
}

/** On the near side only: two people pressing at once is one too many. */
function Acts({ onClose, onEnd }: Pick<TwoPeopleProps, 'onClose' | 'onEnd'>) {
  const { t } = useTranslation('kiosk')
  return (
    <div className="two-people-acts" lang={french.code} dir={french.dir}>
      <p>{t('two.help')}</p>
      <Button large kind="secondary" onClick={onClose}>
        {t('two.close')}
      </Button>
      <Button large onClick={onEnd}>
        {t('end')}
      </Button>
    </div>
  )
}
