import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ok } from '#domain/result.ts'
import { Notice } from '#client/ui/notice.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { writeAmount, writeCount } from '#client/ui/written.ts'
import {
  caseList,
  managedCases,
  type CaseBlock,
  type CaseSide,
  type ManagedCase,
  type ManagedCases,
} from '#protocol/manage/cases.ts'
import { HistoryList, Quote } from './case-history.tsx'
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
          {opened.pass !== null && (
            <div>
              <h3>{t(opened.side.headLost ? 'cases.other-side-lost' : 'cases.other-side')}</h3>
              <OtherSide opened={opened} />
            </div>
          )}
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

function OtherSide({ opened }: { readonly opened: ManagedCase }) {
  const { t } = useTranslation('manage')
  const { batch, pass, others, moreOthers, blocks } = opened
  if (others.length + blocks.length === 0) return <p>{t('cases.no-other')}</p>
  return (
    <>
      {blocks.map((block, index) => (
        <Block key={index} block={block} />
      ))}
      {others.map((side) => (
        <Side
          key={side.act.entry}
          side={side}
          isOfOtherPass={side.act.batch !== batch || side.act.pass !== pass}
        />
      ))}
      {moreOthers > 0 && <p>{t('cases.more', { count: moreOthers, n: writeCount(moreOthers) })}</p>}
    </>
  )
}

/** Who blocked the pass, when and in which words; what a desk says has a way to the server. */
function Block({ block }: { readonly block: CaseBlock }) {
  const { t } = useTranslation('manage')
  const words = useWords()
  const { at, by, recordedAt, deviceName: device, structureName: place, why } = block
  return (
    <ul className="manage-side">
      <li>
        {t(`cases.block.${by}`, { device, place, ...words.moment(at) })} <Quote words={why} />
      </li>
      {by === 'desk' && <li>{t('cases.block.arrived', words.moment(recordedAt))}</li>}
    </ul>
  )
}

type SideProps = { readonly side: CaseSide; readonly isOfOtherPass?: boolean }

/** One device's side: what it did, what it knew, when the act arrived. */
function Side({ side, isOfOtherPass = false }: SideProps) {
  const { t } = useTranslation('manage')
  const words = useWords()
  const { act } = side
  const what = act.units > 0 ? `${words.kind(act.kind)} (${words.cheques(act.units)})` : words.kind(act.kind)
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
      {isOfOtherPass && (
        <li>
          <PassLink batch={act.batch} pass={act.pass} /> · {t('cases.family')}
        </li>
      )}
      {act.pass !== null && (
        <li>
          <Knew side={side} />
        </li>
      )}
      <li>{t('cases.arrived', { ...words.moment(act.recordedAt), outcome: words.outcome(act.outcome) })}</li>
    </ul>
  )
}

function Knew({ side: { act, knew, headIssuedAt, headLost } }: { readonly side: CaseSide }) {
  const { t } = useTranslation('manage')
  const { t: frame } = useTranslation()
  const words = useWords()
  if (headLost) return t('cases.knew-lost')
  if (!knew || headIssuedAt === null) return t('cases.knew-nothing')
  const left = { count: Math.max(0, knew.units - knew.used), units: knew.units }
  const said = t('cases.knew', {
    ...words.moment(headIssuedAt),
    state: t(`pass-page.states.${knew.state}`).toLowerCase(),
    left: frame('cheques.row', left),
  })
  return knew.chequeUsed && act.cheque > 0 ? `${said} ${t('cases.knew-cheque')}` : said
}
