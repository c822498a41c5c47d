import { useTranslation } from 'react-i18next'
import { SeriesScan } from '#client/scan/series-scan.tsx'
import { nameOfPass } from '#client/store/name-of-pass.ts'
import { lookOf, type GroupHeard, type GroupState } from './group-state.ts'
import type { GroupDesk } from './use-group.ts'

export type GroupScanProps = {
  readonly desk: GroupDesk
  readonly state: GroupState
  readonly onLeave: () => void
}

/** The camera of a group. */
export function GroupScan({ desk, state, onLeave }: GroupScanProps) {
  const { t } = useTranslation('handover')
  const items = 'group' in state ? state.group.items : []
  const count = items.length
  const heard = state.type === 'scanning' ? state.heard : undefined
  return (
    <SeriesScan
      codes={items.map(({ pass }) => ({ key: nameOfPass(pass.read), look: lookOf(pass.flags) }))}
      words={{
        title: t('group.title'),
        count: t('group.count', { count }),
        review: t('group.review', { count }),
        leave: t('group.leave'),
        number: { label: t('number.label'), hint: t('number.hint') },
      }}
      heard={heard}
      hint={useHint(heard, count)}
      filming={state.type === 'scanning'}
      onText={desk.scan}
      onReview={desk.review}
      onLeave={onLeave}
    />
  )
}

function useHint(heard: GroupHeard | undefined, count: number): string {
  const { t } = useTranslation('handover')
  const { t: v } = useTranslation('verdict')
  if (!heard) return t('hint')
  if (heard.type === 'unreadable') return v(`seen.${heard.seen}.what`)
  if (heard.type === 'added') return t('group.count', { count })
  if (heard.type === 'again') return `${t('refused.in-this-handover')} ${t('group.count', { count })}`
  const { reason } = heard
  const why =
    reason === 'already-handed-over-here' ? t('refused.already-handed-over') : t(`refused.${reason}`)
  return `${t('refused.word')}. ${why}`
}
