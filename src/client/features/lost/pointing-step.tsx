import { useTranslation } from 'react-i18next'
import { serviceOf, type Programme } from '#domain/programme.ts'
import type { PassUses } from '#client/device/read-pass-uses.ts'
import { NotSavedNotice } from '#client/device/not-saved-notice.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import { Button } from '#client/ui/button.tsx'
import { ChoiceTiles } from '#client/ui/choice-tiles.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { writeClock, writeDayOf } from '#client/ui/written.ts'
import type { PassUse } from '#protocol/pass-uses.ts'
import { usePassName } from './use-pass-name.ts'
import type { Uses } from './use-uses.ts'
import type { UsesState } from './uses-state.ts'

export type PointingStepProps = {
  readonly pointing: Extract<UsesState, { type: 'pointing' }>
  readonly programme: Programme
  readonly uses: Uses
}

/** Each use with its day and its service: the person points at the one that is wrong. */
export function PointingStep({ pointing, programme, uses }: PointingStepProps) {
  const { t } = useTranslation('lost')
  const { pass, uses: known, line, notSaved } = pointing
  const lines = known.type === 'refused' ? [] : known.lines
  const open = lines.filter(({ standing }) => standing === 'counts')
  const others = lines.filter(({ standing }) => standing !== 'counts')
  return (
    <Screen
      {...useFrame()}
      title={usePassName()(pass.code)}
      back={{ label: t('another'), onBack: uses.next }}
      action={
        open.length === 0 ? (
          <Button large onClick={uses.next}>
            {t('done')}
          </Button>
        ) : (
          <Button large kind="danger" disabled={line === undefined} onClick={uses.contest}>
            {t(line === undefined ? 'uses.choose' : 'uses.do')}
          </Button>
        )
      }
    >
      {notSaved && <NotSavedNotice reason={notSaved} />}
      <WhoSays known={known} timeZone={programme.timeZone} />
      {known.type !== 'refused' && lines.length === 0 && (
        <StateDrawing state="nothing-yet">{t('uses.none')}</StateDrawing>
      )}
      {open.length > 0 && (
        <div className="choice-rows">
          <ChoiceTiles
            legend={t('uses.legend')}
            kind="one"
            choices={open.map((each) => ({ value: each.entry, label: when(each), note: what(each) }))}
            chosen={line === undefined ? [] : [line]}
            onChoose={([chosen]) => chosen !== undefined && uses.point(chosen)}
          />
        </div>
      )}
      {others.length > 0 && (
        <ul role="list">
          {others.map((each) => (
            <li key={each.entry}>
              {when(each)}, {what(each)}. {t(`uses.standing.${standingOf(each)}`)}
            </li>
          ))}
        </ul>
      )}
    </Screen>
  )

  function when({ at }: PassUse): string {
    return t('given.at', {
      day: writeDayOf(at, programme.timeZone),
      clock: writeClock(at, programme.timeZone),
    })
  }

  function what({ service, units }: PassUse): string {
    const name = serviceOf(programme, service)?.name.fr ?? service
    return t('uses.line', { service: name, count: units })
  }
}

function standingOf({ standing }: PassUse): 'contested' | 'decided' {
  return standing === 'contested' ? 'contested' : 'decided'
}

function WhoSays({ known, timeZone }: { readonly known: PassUses; readonly timeZone: string }) {
  const { t } = useTranslation('lost')
  switch (known.type) {
    case 'server':
      return <p>{t('uses.intro')}</p>
    case 'device':
      return (
        <Notice weight="important" title={t('uses.offline')}>
          {known.elsewhere !== undefined &&
            t('uses.elsewhere', { count: known.elsewhere, day: writeDayOf(known.knownAt, timeZone) })}
        </Notice>
      )
    case 'refused':
      return <StateDrawing state="refused">{t(`uses.refused.${known.reason}`)}</StateDrawing>
  }
}
