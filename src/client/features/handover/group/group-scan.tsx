import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useFrame } from '#client/frame/use-frame.ts'
import { ScanPane } from '#client/scan/scan-pane.tsx'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { SeriesRow } from '#client/ui/series-row.tsx'
import { nameOfPass } from '#client/store/name-of-pass.ts'
import { lookOf, type GroupHeard, type GroupState } from './group-state.ts'
import type { GroupDesk } from './use-group.ts'

export type GroupScanProps = {
  readonly desk: GroupDesk
  readonly state: GroupState
  readonly onLeave: () => void
}

/** The camera of a group: each code is heard, seen in a running row, and counted. */
export function GroupScan({ desk, state, onLeave }: GroupScanProps) {
  const { t } = useTranslation('handover')
  const items = 'group' in state ? state.group.items : []
  const count = items.length
  const hint = useHeard(state.type === 'scanning' ? state.heard : undefined, count)
  return (
    <Screen
      {...useFrame()}
      title={t('group.title')}
      back={{ label: t('group.leave'), onBack: count > 0 ? desk.review : onLeave }}
      action={
        count > 0 && (
          <Button large onClick={desk.review}>
            {t('group.review', { count })}
          </Button>
        )
      }
    >
      <SeriesRow
        codes={items.map(({ pass }) => ({ key: nameOfPass(pass.read), look: lookOf(pass.flags) }))}
        label={t('group.count', { count })}
      />
      <ScanPane
        filming={state.type === 'scanning'}
        hint={hint}
        typed={{ label: t('number.label'), hint: t('number.hint'), kind: 'pass-number', many: true }}
        onText={desk.scan}
      />
    </Screen>
  )
}

/** What became of the last code, seen under the camera and spoken. */
function useHeard(heard: GroupHeard | undefined, count: number): string {
  const { t } = useTranslation('handover')
  const { t: v } = useTranslation('verdict')
  const words = wordsOf()
  useEffect(() => {
    if (heard) announce(words, 'assertive')
  }, [heard, words])
  return words

  function wordsOf(): string {
    if (!heard) return t('hint')
    if (heard.type === 'unreadable') return v(`seen.${heard.seen}.what`)
    if (heard.type === 'added') return t('group.count', { count })
    const { reason } = heard
    const why =
      reason === 'already-handed-over-here' ? t('refused.already-handed-over') : t(`refused.${reason}`)
    return `${t('refused.word')}. ${why}`
  }
}
