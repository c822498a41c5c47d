import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NotSavedNotice } from '#client/device/not-saved-notice.tsx'
import type { Device } from '#client/device/device.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import { verdictKey } from '#client/i18n/verdict-key.ts'
import { SeriesScan } from '#client/scan/series-scan.tsx'
import { StepHost } from '#client/scan/step-host.tsx'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { SeriesRow } from '#client/ui/series-row.tsx'
import { offeredServices, preselected, rememberService } from '../offered-services.ts'
import { ServiceChoice } from '../service-choice.tsx'
import { SeriesList } from './series-list.tsx'
import {
  countByWord,
  isToTake,
  looksOf,
  unitsToTakeOf,
  verdictOf,
  type Heard,
  type SeriesState,
} from './series-state.ts'
import { useSeries, type Series } from './use-series.ts'

export type SeriesDeskProps = {
  readonly device: Device
  readonly held: HeldKnowledge
  readonly onLeave: () => void
}

/** After a workshop: many codes one after the other without touching the screen, one review, one confirmation. */
export function SeriesDesk({ device, held, onLeave }: SeriesDeskProps) {
  const services = offeredServices(held.records.programme, held.structure, device.now())
  const [owner] = useState(device.sharing.atWork.current)
  const first = preselected(services, device.enrolment.device)
  const series = useSeries(device, { services, first, owner })
  const { state } = series
  useEffect(() => {
    // Somebody else has unlocked the page: the series waits for who scanned it.
    if (device.sharing.atWork.current() !== owner) onLeave()
  })
  const scanning = state.type === 'scanning'
  function leave(): void {
    series.drop()
    onLeave()
  }
  return (
    <StepHost
      scanning={scanning}
      scan={<Scanning series={series} state={state} onLeave={leave} />}
      working={state.type === 'taking' || state.type === 'resuming'}
    >
      {state.type === 'choosing' && <Choosing {...{ device, services, series }} onLeave={leave} />}
      {state.type === 'reviewing' && <Reviewing series={series} state={state} onLeave={leave} />}
      {state.type === 'taken' && <Taken state={state} onLeave={leave} />}
    </StepHost>
  )
}

type Leaving = { readonly onLeave: () => void }

function Choosing({
  device,
  services,
  series,
  onLeave,
}: Leaving & {
  readonly device: Device
  readonly services: ReturnType<typeof offeredServices>
  readonly series: Series
}) {
  const { t } = useTranslation('redeem')
  return (
    <Screen {...useFrame()} title={t('series.title')} back={{ label: t('series.leave'), onBack: onLeave }}>
      <ServiceChoice
        services={services}
        chosen={undefined}
        onChoose={(service) => {
          rememberService(device.enrolment.device, service)
          series.choose(service)
        }}
      />
    </Screen>
  )
}

function Scanning({
  series,
  state,
  onLeave,
}: Leaving & { readonly series: Series; readonly state: SeriesState }) {
  const { t } = useTranslation('redeem')
  const items = 'items' in state ? state.items : []
  const heard = state.type === 'scanning' ? state.heard : undefined
  const count = items.length
  return (
    <SeriesScan
      codes={looksOf(items)}
      words={{
        title: t('series.title'),
        count: t('series.count', { count }),
        review: t('series.review', { count }),
        leave: t('series.leave'),
        number: { label: t('number.label'), hint: t('number.hint') },
      }}
      heard={heard}
      hint={useHint(heard, count)}
      filming={state.type === 'scanning'}
      onText={series.scan}
      onReview={series.review}
      onLeave={onLeave}
    />
  )
}

function useHint(heard: Heard | undefined, count: number): string {
  const { t } = useTranslation('redeem')
  const { t: v } = useTranslation('verdict')
  if (!heard) return t('series.hint')
  if (heard.type === 'unreadable') return v(`seen.${heard.seen}.what`)
  if (heard.type === 'again') return t('series.again')
  const type = verdictOf(heard.item)
  return `${v(verdictKey(type, 'word'))}. ${t('series.count', { count })}`
}

function Reviewing({
  series,
  state: { items, notSaved, service, leftOut },
  onLeave,
}: Leaving & { readonly series: Series; readonly state: Extract<SeriesState, { type: 'reviewing' }> }) {
  const { t } = useTranslation('redeem')
  const units = unitsToTakeOf(items)
  return (
    <Screen
      {...useFrame()}
      title={t('series.check-title')}
      back={{ label: t('series.go-on'), onBack: series.goOn }}
      action={
        <div className="redeem-actions">
          {items.some(isToTake) && (
            <Button large onClick={series.take}>
              {t('confirm.take', { count: units })}
            </Button>
          )}
          <Button kind="secondary" onClick={onLeave}>
            {t(
              items.every(({ answer }) => answer === undefined) && items.length > 0
                ? 'series.drop'
                : 'series.finish',
            )}
          </Button>
        </div>
      }
    >
      {notSaved && <NotSavedNotice reason={notSaved} />}
      {leftOut > 0 && <Notice weight="important">{t('series.left-out', { count: leftOut })}</Notice>}
      <p>{t('confirm.for', { name: service.name.fr })}</p>
      <SeriesList items={items} onLeaveOut={series.leaveOut} />
    </Screen>
  )
}

function Taken({
  state: { items },
  onLeave,
}: Leaving & { readonly state: Extract<SeriesState, { type: 'taken' }> }) {
  const { t } = useTranslation('redeem')
  const { yes, noted, no } = countByWord(items)
  const title = t('series.taken', { yes, noted, no })
  useEffect(() => announce(title), [title])
  return (
    <Screen
      {...useFrame()}
      title={title}
      action={
        <Button large autoFocus onClick={onLeave}>
          {t('series.finish')}
        </Button>
      }
    >
      <SeriesRow codes={looksOf(items)} label={title} />
      {noted > 0 && <p>{t('series.noted')}</p>}
      <SeriesList items={items} />
    </Screen>
  )
}
