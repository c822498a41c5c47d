import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { Figures } from '#client/ui/figures.tsx'
import { writeClock, writeCount, writeDayOf } from '#client/ui/written.ts'
import type { ManagedAct } from '#protocol/manage/acts.ts'
import manage from '#locales/fr/manage.json'
import { useManager } from './use-manager.ts'

/** How the manager's pages say what acts, outcomes, places and moments are. */
export function useWords() {
  const { t } = useTranslation('manage')
  const { programme } = useManager()
  return {
    kind: (kind: string) => t(isIn(manage.kinds, kind) ? `kinds.${kind}` : 'kinds.other'),
    outcome: (outcome: Became | null) =>
      t(outcome && isRefused(outcome) ? 'outcomes.refused' : `outcomes.${outcome?.type ?? 'none'}`),
    /** Empty for a reason that a newer server gives and that this app has no sentence for. */
    reason: (reason: string) => (isIn(manage.reasons, reason) ? t(`reasons.${reason}`) : ''),
    moment: (instant: number) => ({
      day: writeDayOf(instant, programme.timeZone),
      clock: writeClock(instant, programme.timeZone),
    }),
    service: (id: string) => programme.services.find((service) => service.id === id)?.name['fr'] ?? id,
    funder: (id: string) => programme.funders.find((funder) => funder.id === id)?.name ?? id,
    passes: (count: number) => t('unit.passes', { count, n: writeCount(count) }),
    cheques: (count: number) => t('unit.cheques', { count, n: writeCount(count) }),
    acts: (count: number) => t('unit.acts', { count, n: writeCount(count) }),
  }
}

type Became = Pick<NonNullable<ManagedAct['outcome']>, 'type' | 'reason'>

/** What a person refused is no longer disputed, although the wire calls it so (docs/decisions/019). */
function isRefused({ type, reason }: Became): boolean {
  return type === 'disputed' && (reason === 'refused-by-decision' || reason === 'contest-upheld')
}

/** A day and an hour, in the programme's zone. */
export function Moment({ instant }: { readonly instant: number }) {
  const { t } = useTranslation('manage')
  return <Figures>{t('acts.at', useWords().moment(instant))}</Figures>
}

type Passed = { readonly batch: number | null; readonly pass: number | null; readonly cheque?: number }

/** A pass as its paper names it, leading to its page. */
export function PassLink({ batch, pass, cheque = 0 }: Passed) {
  const { t } = useTranslation('manage')
  if (batch === null || pass === null) return t('no-pass')
  const place = { batch, pass: pass + 1 }
  return (
    <Link href={`/manage/passes/${batch}/${pass}`}>
      {cheque > 0 ? t('cheque', { ...place, cheque }) : t('pass', place)}
    </Link>
  )
}

function isIn<Known extends object>(known: Known, key: string): key is Extract<keyof Known, string> {
  return Object.hasOwn(known, key)
}
