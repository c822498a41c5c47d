import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { useFrame } from '#client/frame/use-frame.ts'
import { practicePasses } from '#client/practice/practice-knowledge.ts'
import type { PracticeCode } from '#client/practice/practice-store.ts'
import { CodePicture } from '#client/print/code-picture.tsx'
import { drawPracticeCode } from '#client/print/drawn-code.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { letterOf } from './letter-of.ts'

type PracticeSheetProps = { readonly codes: readonly PracticeCode[]; readonly address: string }

/** One page of exercise passes to cut. Each says what it is, and any tablet with this app reads it so. */
export function PracticeSheet({ codes, address }: PracticeSheetProps) {
  const { t } = useTranslation('practice')
  const [, go] = useLocation()
  const isBooklet = codes.some(({ cheque }) => cheque > 0)

  function nameOf({ pass, cheque }: PracticeCode): string {
    const name = t('sheet.pass', { letter: letterOf(pass) })
    if (!isBooklet) return name
    return `${name} · ${cheque === 0 ? t('table.cover') : t('table.cheque', { cheque })}`
  }

  return (
    <Screen
      {...useFrame()}
      title={t('sheet.title')}
      back={{ label: t('banner.tour'), onBack: () => go('/') }}
      action={
        <Button large onClick={() => window.print()}>
          {t('sheet.print')}
        </Button>
      }
    >
      <p>{t('sheet.text')}</p>
      <ul className="practice-sheet" role="list">
        {codes.map((code) => (
          <li key={`${code.pass}/${code.cheque}`} data-code={`${code.pass}/${code.cheque}`}>
            <strong className="practice-word">{t('word')}</strong>
            <CodePicture code={drawPracticeCode(address, code.text)} label={nameOf(code)} />
            <strong>{nameOf(code)}</strong>
            <span>{t(`sheet.${kindOf(code.pass)}`)}</span>
            <small>{t('sheet.worth-nothing')}</small>
          </li>
        ))}
      </ul>
    </Screen>
  )
}

function kindOf(pass: number) {
  if (pass === practicePasses.spent) return 'spent'
  return pass === practicePasses.doubtful ? 'doubtful' : 'fresh'
}
