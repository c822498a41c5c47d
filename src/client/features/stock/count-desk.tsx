import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { parseSeries, seriesName } from '#domain/series-name.ts'
import { rangesOf } from '#domain/stock.ts'
import type { Device } from '#client/device/device.ts'
import { useActUnderWay } from '#client/device/use-act-under-way.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import { ScanPane } from '#client/scan/scan-pane.tsx'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import { StepHost } from '#client/scan/step-host.tsx'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { ComparedStep } from './compared-step.tsx'
import { useCount } from './use-count.ts'
import { useStock } from './use-stock.ts'

export type CountDeskProps = {
  readonly number: number
  readonly device: Device
  readonly held: HeldKnowledge
}

/** Each cover before the camera, one after the other, and closed boxes by their series; then both are compared. */
export function CountDesk({ number, device, held }: CountDeskProps) {
  const { t } = useTranslation('stock')
  const [, go] = useLocation()
  const stock = useStock(device, held)
  const { scanned, boxes, resumed, ...count } = useCount(device.drafts, number)
  const [heard, setHeard] = useState<string>()
  const [comparing, setComparing] = useState(false)
  const closed = parseSeries(boxes, number)
  const passes = new Set(scanned)
  for (const [from, to] of closed.ok ? closed.value : [])
    for (let pass = from; pass <= to; pass++) passes.add(pass)
  useActUnderWay(passes.size > 0)
  const here = stock?.batches.find(({ batch }) => batch.number === number)

  async function hear({ text, source }: ScannedText): Promise<void> {
    const read = await device.read(text, source === 'typed' ? 'typed' : 'scan')
    const said = wordOf(read.ok ? read.value.code : undefined, read.ok)
    setHeard(said)
    announce(said)
  }

  function wordOf(
    code: { readonly batch: number; readonly pass: number; readonly cheque: number } | null | undefined,
    isRead: boolean,
  ): string {
    if (!code) return t(isRead ? 'scan.unknown' : 'scan.unreadable')
    const name = seriesName(code.batch, code.pass)
    if (code.batch !== number) return t('count.other-batch', { name })
    const isBooklet = held.batchByNumber.get(number)?.format === 'booklet'
    if (isBooklet && code.cheque > 0) return t('count.cover')
    if (passes.has(code.pass)) return t('count.twice', { name })
    count.add(code.pass)
    return t('count.counted', { name })
  }

  const frame = useFrame()
  return (
    <StepHost
      scanning={!comparing}
      working={false}
      scan={
        <Screen
          {...frame}
          title={t('count.title', { batch: number })}
          back={{ label: t('title'), onBack: () => go('/stock') }}
          action={
            <Button large disabled={!closed.ok} onClick={() => setComparing(true)}>
              {t('count.compare')}
            </Button>
          }
        >
          {resumed !== undefined && (
            <Notice title={t('count.resumed', { count: resumed })}>
              <Button kind="quiet" onClick={count.clear}>
                {t('count.anew')}
              </Button>
            </Notice>
          )}
          <p className="stock-counted" role="status">
            {t('count.so-far', { counted: passes.size, due: here?.passes ?? 0 })}
          </p>
          <ScanPane
            filming={!comparing}
            hint={heard ?? t('count.hint')}
            typed={{ label: t('number.label'), hint: t('number.hint'), kind: 'pass-number', many: true }}
            onText={(text) => void hear(text)}
          />
          <Field
            label={t('count.boxes')}
            hint={t('count.boxes-hint')}
            error={closed.ok ? undefined : t('faults.not-a-series', { part: closed.error })}
          >
            {(control) => (
              <input
                {...control}
                dir="ltr"
                autoComplete="off"
                value={boxes}
                onChange={({ target }) => count.write(target.value)}
              />
            )}
          </Field>
        </Screen>
      }
    >
      {comparing && (
        <ComparedStep
          {...{ number, device, held }}
          due={here?.ranges ?? []}
          counted={rangesOf(number, [...passes])}
          onBack={() => setComparing(false)}
          onSaved={count.clear}
        />
      )}
    </StepHost>
  )
}
