import { useTranslation } from 'react-i18next'
import type { Programme } from '#domain/programme.ts'
import { serviceOf } from '#domain/programme.ts'
import { refusals } from '#domain/verdict.ts'
import { isKeptAside, type StoredEntry } from '#client/store/stored-entry.ts'
import type { FrenchTexts } from '#client/i18n/namespaces.ts'

export type EntryWords = {
  /** What was done. */
  readonly act: string
  /** On which pass, and for what. */
  readonly about: string
  /** What became of it, with the reason. */
  readonly outcome: string
  /** What a person said of it, in their own words; empty when nobody did. */
  readonly said: string
}

/** An act of this device in words, for the list of acts and for the last one. */
export function useEntryWords(): (entry: StoredEntry, programme: Programme) => EntryWords {
  const { t, i18n } = useTranslation('device')
  const { t: v } = useTranslation('verdict')

  function about({ kind, batch, pass, cheque, service }: StoredEntry, programme: Programme): string {
    if (kind === 'operator') return ''
    if (kind.startsWith('stock-')) return batch === undefined ? '' : t('act.batch', { batch })
    const which =
      batch === undefined || pass === undefined
        ? t('act.not-known')
        : cheque > 0
          ? t('act.cheque', { batch, pass: pass + 1, cheque })
          : t('act.pass', { batch, pass: pass + 1 })
    return [which, serviceOf(programme, service)?.name.fr].filter(Boolean).join(' · ')
  }

  function outcome(entry: StoredEntry): string {
    const { outcome: said, answer } = entry
    if (entry.undoneBy) return t('outcome.undone')
    const reason = said?.reason ?? ''
    if (isNegativeDecision(reason)) return t(`reason.${reason}`)
    const word = said ? t(`outcome.${said.type}`) : answerWord(entry)
    const refusal = refusals.find((known) => entry.kind === 'refusal' && known === entry.reason)
    if (refusal && !isKeptAside(entry)) return v(`refused.${refusal}.reason`)
    const why = said?.reason || (answer?.type === 'recorded' ? '' : (answer?.reason ?? '')) || entry.reason
    return isReason(why) ? `${word}. ${t(`reason.${why}`)}` : word
  }

  function said({ outcome: now }: StoredEntry): string {
    if (!now?.words) return ''
    return t(now.reason.startsWith('contested-by') ? 'outcome.contested' : 'outcome.said', {
      words: now.words,
    })
  }

  function answerWord({ status, answer }: StoredEntry): string {
    if (status === 'pending') return t('outcome.pending')
    return answer?.type === 'held' || answer?.type === 'unreadable' ? t('outcome.held') : t('outcome.sent')
  }

  /** A reason that a newer server may say and that this app has no sentence for is left out. */
  function isReason(reason: string): reason is Reason {
    return reason !== '' && i18n.exists(`reason.${reason}`, { ns: 'device' })
  }

  return (entry, programme) => ({
    act: isAct(entry.kind) ? t(`act.${entry.kind}`) : actWithCount(entry),
    about: about(entry, programme),
    outcome: outcome(entry),
    said: said(entry),
  })

  function actWithCount({ kind, units }: StoredEntry): string {
    return kind === 'redemption' ? t('act.redemption', { count: units }) : t('act.other')
  }
}

type Reason = keyof FrenchTexts['device']['reason']
const namedActs = [
  'handover',
  'void',
  'handover-undo',
  'refusal',
  'block',
  'unblock',
  'replacement',
  'contest',
  'stock-movement',
  'stock-count',
  'incident',
  'operator',
] as const

function isAct(kind: string): kind is (typeof namedActs)[number] {
  return (namedActs as readonly string[]).includes(kind)
}

const negativeDecisions = ['refused-by-decision', 'contest-upheld', 'voided-by-manager'] as const

/** Then nobody has to decide any more, although the wire says "disputed": the sentence stands alone. */
function isNegativeDecision(reason: string): reason is (typeof negativeDecisions)[number] {
  return (negativeDecisions as readonly string[]).includes(reason)
}
