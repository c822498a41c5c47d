import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { endsOf } from '#domain/series-name.ts'
import { compareCount, passesIn, type SeriesRange } from '#domain/stock.ts'
import type { Device } from '#client/device/device.ts'
import { NotSavedNotice } from '#client/device/not-saved-notice.tsx'
import { createDeskStock } from '#client/device/stock.ts'
import { useSaving } from '#client/device/use-saving.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { writeCount } from '#client/ui/written.ts'
import { LoseRange } from './lose-range.tsx'
import { RangeList } from './range-list.tsx'

export type ComparedStepProps = {
  readonly number: number
  readonly device: Device
  readonly held: HeldKnowledge
  /** What should be here when the comparison began: it does not change under the eyes. */
  readonly due: readonly SeriesRange[]
  readonly counted: readonly SeriesRange[]
  readonly onBack: () => void
  readonly onSaved: () => void
}

/** What should be here beside what was found, what differs, and what to do about it. */
export function ComparedStep({ number, device, held, onBack, onSaved, ...shown }: ComparedStepProps) {
  const { t } = useTranslation('stock')
  const { t: f } = useTranslation()
  const [, go] = useLocation()
  const [{ due, counted }] = useState({ due: shown.due, counted: shown.counted })
  const [saved, setSaved] = useState(false)
  const { working, notSaved, save } = useSaving()
  const passes = counted.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i))
  const { missing, unexpected } = compareCount(number, due, passes)
  const isRight = missing.length + unexpected.length === 0

  function saveCount(): void {
    const count = { batch: number, counted: endsOf(counted) }
    save(
      () => createDeskStock(device.sync.link).count(count),
      () => {
        setSaved(true)
        onSaved()
      },
    )
  }

  return (
    <Screen
      {...useFrame()}
      title={t(saved ? 'count.saved' : 'count.compared', { batch: number })}
      {...(!saved && { back: { label: f('action.back'), onBack } })}
      action={
        saved ? (
          <Button large onClick={() => go('/stock')}>
            {t('saved.done')}
          </Button>
        ) : (
          <Button large disabled={working} onClick={saveCount}>
            {t('count.save')}
          </Button>
        )
      }
    >
      {notSaved && <NotSavedNotice reason={notSaved} />}
      <dl className="stock-compared">
        <Side label={t('count.due')} ranges={due} held={held} />
        <Side label={t('count.found')} ranges={counted} held={held} />
      </dl>
      {isRight && <StateDrawing state="done">{t('count.right')}</StateDrawing>}
      <Differences {...{ device, held, saved, missing, unexpected }} />
    </Screen>
  )
}

type Ranges = { readonly ranges: readonly SeriesRange[]; readonly held: ComparedStepProps['held'] }

function Side({ label, ranges, held }: Ranges & { readonly label: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="stock-figure">{writeCount(passesIn(ranges))}</dd>
      <dd>
        <RangeList ranges={ranges} held={held} />
      </dd>
    </div>
  )
}

function Differences(props: {
  readonly device: Device
  readonly held: ComparedStepProps['held']
  readonly saved: boolean
  readonly missing: readonly SeriesRange[]
  readonly unexpected: readonly SeriesRange[]
}) {
  const { device, held, saved, missing, unexpected } = props
  const { t } = useTranslation('stock')
  return (
    <>
      {missing.length > 0 && (
        <Notice weight="important" title={t('count.missing', { count: passesIn(missing) })}>
          <p>{t('count.missing-do')}</p>
          <RangeList
            ranges={missing}
            held={held}
            after={(range, named) => saved && <LoseRange {...{ device, range, named }} />}
          />
        </Notice>
      )}
      {unexpected.length > 0 && (
        <Notice weight="important" title={t('count.unexpected', { count: passesIn(unexpected) })}>
          <p>{t('count.unexpected-do')}</p>
          <RangeList ranges={unexpected} held={held} />
        </Notice>
      )}
    </>
  )
}
