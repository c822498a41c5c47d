import { useTranslation } from 'react-i18next'
import { NotSavedNotice } from '#client/device/not-saved-notice.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import { Button } from '#client/ui/button.tsx'
import { ChoiceTiles } from '#client/ui/choice-tiles.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { losses, type LostState } from './lost-state.ts'
import { PassFacts } from './pass-facts.tsx'
import type { Lost } from './use-lost.ts'
import { usePassName } from './use-pass-name.ts'

export type FoundStepProps = {
  readonly found: Extract<LostState, { type: 'found' }>
  readonly timeZone: string
  readonly lost: Lost
}

/** The pass, and the one thing to do with it: block it, or, where it is blocked already, go on from there. */
export function FoundStep({ found, timeZone, lost }: FoundStepProps) {
  const { t } = useTranslation('lost')
  const { pass, loss, notSaved } = found
  const isClosed = pass.state === 'closed'
  const isBlocked = pass.state === 'suspended'
  return (
    <Screen
      {...useFrame()}
      title={usePassName()(pass.code)}
      back={{ label: t('another'), onBack: lost.next }}
      action={
        <div className="button-stack">
          {isClosed && (
            <Button large onClick={lost.next}>
              {t('done')}
            </Button>
          )}
          {isBlocked && <BlockedActions found={found} lost={lost} />}
          {!isClosed && !isBlocked && (
            <Button large kind="danger" disabled={!loss} onClick={lost.block}>
              {loss ? t('block.do') : t('block.choose')}
            </Button>
          )}
        </div>
      }
    >
      {notSaved && <NotSavedNotice reason={notSaved} />}
      <PassFacts pass={pass} timeZone={timeZone} />
      {(isClosed || isBlocked) && (
        <Notice weight="important">{t(isClosed ? 'standing.closed' : 'standing.suspended')}</Notice>
      )}
      {!isClosed && !isBlocked && (
        <>
          <ChoiceTiles
            legend={t('why.title')}
            kind="one"
            choices={losses.map((value) => ({ value, label: t(`why.${value}`) }))}
            chosen={loss ? [loss] : []}
            onChoose={([chosen]) => {
              const said = losses.find((each) => each === chosen)
              if (said) lost.say(said)
            }}
          />
          <p>{t('block.text')}</p>
        </>
      )}
    </Screen>
  )
}

function BlockedActions({ found, lost }: Pick<FoundStepProps, 'found' | 'lost'>) {
  const { t } = useTranslation('lost')
  const isEmpty = found.pass.left?.remaining === 0
  return (
    <>
      {!isEmpty && (
        <Button large onClick={lost.takeNew}>
          {t('replace.do')}
        </Button>
      )}
      <Button kind="secondary" onClick={lost.unblock}>
        {t('unblock.do')}
      </Button>
    </>
  )
}
