import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ok } from '#domain/result.ts'
import { Notice } from '#client/ui/notice.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { writeAmount } from '#client/ui/written.ts'
import {
  caseList,
  managedCases,
  type CaseSide,
  type ManagedCase,
  type ManagedCases,
} from '#protocol/manage/cases.ts'
import { HistoryList } from './case-history.tsx'
import { DecidePart } from './decide-part.tsx'
import { HeldPart } from './held-part.tsx'
import { ManagedPage } from './managed-page.tsx'
import { askServer } from './ask-server.ts'
import { useManager } from './use-manager.ts'
import { OlderPart } from './older-part.tsx'
import { useOlder, type ListPart } from './use-older.ts'
import { PassLink, useWords } from './words.tsx'

/** What waits for a person. A case that was decided leaves the list; its pass keeps it. */
export function CasesPage() {
  const { t } = useTranslation('manage')
  const { refresh } = useManager()
  const [result, setResult] = useState<Result>()
  return (
    <ManagedPage title={t('cases.title')} path="cases" schema={managedCases}>
      {(first, reload) => {
        function decided(about: Pick<Result, 'batch' | 'pass'>, said: string, where: ListPart): void {
          setResult({ ...about, said })
          // Under the first page nothing else moves: a person goes on where they are.
          if (where === 'first') reload()
          refresh()
        }
        return (
          <>
            {result && <ResultNotice result={result} />}
            {first.cases.length + first.held.length === 0 ? (
              <StateDrawing state="done">{t('cases.nothing')}</StateDrawing>
            ) : (
              <>
                <p>{t('cases.intro')}</p>
                <Cases first={first} onDecided={decided} />
                <HeldPart
                  first={first}
                  onDecided={(said, where) => decided({ batch: null, pass: null }, said, where)}
                />
              </>
            )}
          </>
        )
      }}
    </ManagedPage>
  )
}

type CasesProps = {
  readonly first: ManagedCases
  readonly onDecided: (opened: ManagedCase, said: string, where: ListPart) => void
}

function Cases({ first, onDecided }: CasesProps) {
  const { t } = useTranslation('manage')
  const { fetch } = useManager()
  const older = useOlder<ManagedCase>(first, first.next, async (before) => {
    const answer = await askServer(fetch, `cases?before=${before}`, caseList)
    return answer.ok ? ok({ items: answer.value.cases, next: answer.value.next }) : answer
  })
  return (
    <div>
      {first.cases.map((each) => (
        <Case key={nameOf(each)} opened={each} onDecided={(said) => onDecided(each, said, 'first')} />
      ))}
      {older.items.map((each) => (
        <Case
          key={nameOf(each)}
          opened={each}
          onDecided={(said) => {
            older.drop((other) => other === each)
            onDecided(each, said, 'older')
          }}
        />
      ))}
      <OlderPart label={t('cases.older')} older={older} />
    </div>
  )
}

function nameOf({ entry, kind }: ManagedCase): string {
  return `${entry} ${kind}`
}

/** What the last decision did, and where it is found from now on. */
type Result = { readonly said: string; readonly batch: number | null; readonly pass: number | null }

function ResultNotice({ result: { said, batch, pass } }: { readonly result: Result }) {
  return (
    <Notice title={said}>
      {pass !== null && (
        <p>
          <PassLink batch={batch} pass={pass} />
        </p>
      )}
    </Notice>
  )
}

function Case(props: { readonly opened: ManagedCase; readonly onDecided: (said: string) => void }) {
  const { opened, onDecided } = props
  const { t } = useTranslation('manage')
  const words = useWords()
  return (
    <article className="manage-case">
      <h2>
        {t(`cases.kinds.${opened.kind}`)} · <PassLink batch={opened.batch} pass={opened.pass} />
      </h2>
      <p>
        {words.reason(opened.reason)}{' '}
        {opened.cents > 0 && t('cases.costs', { amount: writeAmount(opened.cents) })}{' '}
        <span className="manage-soft">{t('cases.opened', words.moment(opened.openedAt))}</span>
      </p>
      {opened.side && (
        <div className="manage-sides">
          <div>
            <h3>{t('cases.this-side')}</h3>
            <Side side={opened.side} />
          </div>
          <div>
            <h3>{t('cases.other-side')}</h3>
            {opened.others.length === 0 && <p>{t('cases.no-other')}</p>}
            {opened.others.map((side) => (
              <Side key={side.act.entry} side={side} />
            ))}
          </div>
        </div>
      )}
      <details>
        <summary>{t('history.title')}</summary>
        <HistoryList history={opened.history} />
      </details>
      <DecidePart
        entry={opened.entry}
        kind={opened.kind}
        decisions={opened.decisions}
        onDecided={onDecided}
      />
    </article>
  )
}

/** One device's side: what it did, what it knew, when the act arrived. */
function Side({ side }: { readonly side: CaseSide }) {
  const { t } = useTranslation('manage')
  const { t: frame } = useTranslation()
  const words = useWords()
  const { act, knew, headIssuedAt } = side
  const what = act.units > 0 ? `${words.kind(act.kind)} (${words.cheques(act.units)})` : words.kind(act.kind)
  const left = knew && { count: Math.max(0, knew.units - knew.used), units: knew.units }
  return (
    <ul className="manage-side">
      <li>
        {t('cases.act', {
          what,
          place: act.structureName,
          device: act.deviceName,
          ...words.moment(act.claimedAt),
        })}
      </li>
      <li>
        {knew && left && headIssuedAt !== null
          ? t('cases.knew', {
              ...words.moment(headIssuedAt),
              state: t(`pass-page.states.${knew.state}`).toLowerCase(),
              left: frame('cheques.row', left),
            })
          : t('cases.knew-nothing')}
        {knew?.chequeUsed && act.cheque > 0 && ` ${t('cases.knew-cheque')}`}
      </li>
      <li>{t('cases.arrived', { ...words.moment(act.recordedAt), outcome: words.outcome(act.outcome) })}</li>
    </ul>
  )
}
