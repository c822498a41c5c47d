import { useTranslation } from 'react-i18next'
import type { HeldEntry } from '#protocol/manage/cases.ts'
import { DecidePart } from './decide-part.tsx'
import { PassLink, useWords } from './words.tsx'

/** What arrived and could not enter the journal: what it says, and what may be decided of it. */
export function HeldPart(props: {
  readonly held: readonly HeldEntry[]
  readonly onDecided: (said: string) => void
}) {
  const { t } = useTranslation('manage')
  const { held, onDecided } = props
  return (
    <section className="manage-part">
      <h2>{t('cases.held-title')}</h2>
      {held.length === 0 && <p>{t('cases.held-nothing')}</p>}
      {held.map((each) => (
        <Held key={`${each.device} ${each.hash}`} held={each} onDecided={onDecided} />
      ))}
    </section>
  )
}

function Held({ held, onDecided }: { readonly held: HeldEntry; readonly onDecided: (said: string) => void }) {
  const { t } = useTranslation('manage')
  const words = useWords()
  const { says, reason, receivedAt, deviceName, structureName, decisions } = held
  return (
    <article className="manage-case">
      <h3>
        {says ? words.kind(says.kind) : t('cases.unread')}
        {says && says.pass !== null && ' · '}
        {says && says.pass !== null && <PassLink {...says} />}
      </h3>
      <p>
        {words.reason(reason)}{' '}
        <span className="manage-soft">
          {t('cases.received', { ...words.moment(receivedAt), device: deviceName, place: structureName })}
        </span>
      </p>
      {says && (
        <p>
          {t('cases.says', words.moment(says.claimedAt))}
          {says.units > 0 && ` ${words.cheques(says.units)}.`}
        </p>
      )}
      {!says && <p>{t('cases.unread-known', { count: held.bytes, name: held.hash.slice(0, 8) })}</p>}
      {decisions.length > 0 && (
        <DecidePart entry={held.case} kind="held" decisions={decisions} onDecided={onDecided} />
      )}
    </article>
  )
}
