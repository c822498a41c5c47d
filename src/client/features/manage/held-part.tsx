import { useTranslation } from 'react-i18next'
import { ok } from '#domain/result.ts'
import { heldList, type HeldEntry, type ManagedCases } from '#protocol/manage/cases.ts'
import { DecidePart } from './decide-part.tsx'
import { askServer } from './ask-server.ts'
import { useManager } from './use-manager.ts'
import { OlderPart } from './older-part.tsx'
import { useOlder, type ListPart } from './use-older.ts'
import { PassLink, useWords } from './words.tsx'

/** What arrived and could not enter the journal: what it says, and what may be decided of it. */
export function HeldPart(props: {
  readonly first: Pick<ManagedCases, 'held' | 'heldNext'>
  readonly onDecided: (said: string, where: ListPart) => void
}) {
  const { t } = useTranslation('manage')
  const { fetch } = useManager()
  const { first, onDecided } = props
  const older = useOlder<HeldEntry>(first, first.heldNext, async (before) => {
    const answer = await askServer(fetch, `held?before=${before}`, heldList)
    return answer.ok ? ok({ items: answer.value.held, next: answer.value.next }) : answer
  })
  return (
    <section className="manage-part">
      <h2>{t('cases.held-title')}</h2>
      {first.held.length === 0 && <p>{t('cases.held-nothing')}</p>}
      {first.held.map((each) => (
        <Held key={nameOf(each)} held={each} onDecided={(said) => onDecided(said, 'first')} />
      ))}
      {older.items.map((each) => (
        <Held
          key={nameOf(each)}
          held={each}
          onDecided={(said) => {
            older.drop((other) => other === each)
            onDecided(said, 'older')
          }}
        />
      ))}
      <OlderPart label={t('cases.held-older')} older={older} />
    </section>
  )
}

function nameOf({ device, hash }: HeldEntry): string {
  return `${device} ${hash}`
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
