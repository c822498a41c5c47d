import { useMemo, useState, type SubmitEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { isDelivery } from '#domain/delivery-note.ts'
import type { Instant } from '#domain/instant.ts'
import { seriesName } from '#domain/series-name.ts'
import type { StockAct, StockActKind } from '#domain/stock-act.ts'
import type { Device } from '#client/device/device.ts'
import { NotSavedNotice } from '#client/device/not-saved-notice.tsx'
import { createDeskStock } from '#client/device/stock.ts'
import { useActUnderWay } from '#client/device/use-act-under-way.ts'
import { useDraft, useDropOnLeave } from '#client/device/use-draft.ts'
import { useSaving } from '#client/device/use-saving.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import { ScanPane } from '#client/scan/scan-pane.tsx'
import type { ScannedText } from '#client/scan/scanned-text.ts'
import { StepHost } from '#client/scan/step-host.tsx'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import type { SignedAct } from '#client/store/move-stock.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import {
  emptyDraft,
  keptMoveOf,
  readDraft,
  readKeptMove,
  type DraftFaults,
  type MoveDraft,
} from './move-draft.ts'
import { MoveFields } from './move-fields.tsx'
import { MoveTotal } from './move-total.tsx'
import { MovedStep } from './moved-step.tsx'
import { SignStep } from './sign-step.tsx'
import { writtenMoveOf } from './written-move.ts'

export type MoveDeskProps = {
  readonly movement: StockActKind
  readonly device: Device
  readonly held: HeldKnowledge
}

type End = 'first' | 'last'

/** A box came, passes went to another place, came back, are lost or spoiled: which ones, typed or scanned. */
export function MoveDesk({ movement, device, held }: MoveDeskProps) {
  const { t } = useTranslation('stock')
  const { t: f } = useTranslation()
  const [, go] = useLocation()
  const [draft, setDraft] = useState<MoveDraft>(emptyDraft)
  const [changedAt, setChangedAt] = useState<Instant>(0)
  const [scanned, setScanned] = useState<End>()
  const [odd, setOdd] = useState<'unreadable' | 'unknown'>()
  const [faults, setFaults] = useState<DraftFaults>({})
  /** What both hands sign: it changes no more under them. */
  const [signing, setSigning] = useState<StockAct>()
  const [saved, setSaved] = useState<StoredEntry>()
  const { working, notSaved, save } = useSaving()
  const kept = useMemo(
    () => (saved ? undefined : keptMoveOf(movement, draft, changedAt)),
    [saved, movement, draft, changedAt],
  )
  useActUnderWay(kept !== undefined)
  useDraft(device.drafts, 'movement', kept, async (found) => {
    const move = readKeptMove(movement, found)
    if (!move) return
    // The app died between the act and the end of its draft.
    const written = await writtenMoveOf(device, move)
    if (written) return setSaved(written)
    // Somebody may be quicker than the store.
    setDraft((before) => (before === emptyDraft ? move.fields : before))
    setChangedAt((before) => Math.max(before, move.at))
  })
  useDropOnLeave(device.drafts, 'movement')

  function change(changes: Partial<MoveDraft>): void {
    setDraft((before) => ({ ...before, ...changes }))
    setChangedAt(device.now())
    setFaults({})
  }

  async function hear({ text, source }: ScannedText): Promise<void> {
    if (!scanned) return
    const read = await device.read(text, source === 'typed' ? 'typed' : 'scan')
    if (!read.ok) return setOdd('unreadable')
    const { code } = read.value
    if (!code) return setOdd('unknown')
    const name = seriesName(code.batch, code.pass)
    // The first one lies in front of the camera still.
    if (scanned === 'last' && name === draft.first && source !== 'typed') return
    setOdd(undefined)
    change({ [scanned]: name })
    announce(t(`scan.heard-${scanned}`, { name }))
    setScanned(scanned === 'first' ? 'last' : undefined)
  }

  function submit(event: SubmitEvent): void {
    event.preventDefault()
    const act = readDraft(movement, draft)
    if (!act.ok) {
      setFaults(act.error)
      return announce(t('faults.some'), 'assertive')
    }
    if (isDelivery(movement)) setSigning(act.value)
    else move(act.value)
  }

  function move(act: SignedAct): void {
    save(() => createDeskStock(device.sync.link).move(act), setSaved)
  }

  const frame = useFrame()
  if (saved) return <MovedStep entry={saved} device={device} held={held} />
  if (signing) {
    return (
      <SignStep
        {...{ act: signing, held, notSaved, working }}
        onBack={() => setSigning(undefined)}
        onSave={(signatures) => move({ ...signing, signatures })}
      />
    )
  }
  return (
    <StepHost
      scanning={scanned !== undefined}
      working={working}
      scan={
        <Screen
          {...frame}
          title={t(scanned === 'last' ? 'scan.last' : 'scan.first')}
          back={{ label: f('action.back'), onBack: () => setScanned(undefined) }}
        >
          <ScanPane
            filming={scanned !== undefined}
            hint={odd ? t(`scan.${odd}`) : t(scanned === 'last' ? 'scan.hint-last' : 'scan.hint-first')}
            typed={{ label: t('number.label'), hint: t('number.hint'), kind: 'pass-number', many: true }}
            onText={(text) => void hear(text)}
          />
        </Screen>
      }
    >
      {scanned === undefined && (
        <Screen
          {...frame}
          title={t(`do.${movement}`)}
          back={{ label: t('title'), onBack: () => go('/stock') }}
          action={
            <Button type="submit" form="stock-movement" large disabled={working}>
              {t(isDelivery(movement) ? 'sign.go' : `save.${movement}`)}
            </Button>
          }
        >
          {notSaved && <NotSavedNotice reason={notSaved} />}
          <p>{t(`intro.${movement}`)}</p>
          <form id="stock-movement" noValidate onSubmit={submit}>
            <MoveFields
              {...{ movement, draft, faults, held }}
              onChange={change}
              onScan={() => setScanned('first')}
            />
            <MoveTotal draft={draft} />
          </form>
        </Screen>
      )}
    </StepHost>
  )
}
