import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/button.tsx'
import type { ManagedAct } from '#protocol/manage/acts.ts'
import type { ManagedPass } from '#protocol/manage/passes.ts'
import { ActTable } from './act-table.tsx'
import type { PassPartProps } from './block-part.tsx'
import { HistoryList } from './case-history.tsx'
import { ContestPart } from './contest-part.tsx'
import { DecidePart } from './decide-part.tsx'
import { VoidPart } from './void-part.tsx'
import { useWords } from './words.tsx'

/** Every act on a pass, each with what a person may still do of it. */
export function PassActs({ pass, onChanged }: PassPartProps) {
  const { t } = useTranslation('manage')
  const [chosen, setChosen] = useState<{
    readonly act: ManagedAct
    readonly what: 'void' | 'contest' | 'decide'
  }>()
  const mayOf = new Map(pass.lines.map((line) => [line.entry, line]))
  const close = () => setChosen(undefined)

  function changed(said: string): void {
    close()
    onChanged(said)
  }

  function actions(act: ManagedAct) {
    const may = mayOf.get(act.entry)
    const mayDecide = may !== undefined && may.decisions.length > 0
    if (!may?.mayVoid && !may?.mayContest && !mayDecide) return null
    return (
      <span className="manage-row-actions">
        {may.mayVoid && (
          <Button kind="quiet" onClick={() => setChosen({ act, what: 'void' })}>
            {t('void.do')}
          </Button>
        )}
        {may.mayContest && (
          <Button kind="quiet" onClick={() => setChosen({ act, what: 'contest' })}>
            {t('contest.do')}
          </Button>
        )}
        {mayDecide && (
          <Button kind="quiet" onClick={() => setChosen({ act, what: 'decide' })}>
            {t(may.decided ? 'decide.again' : 'decide.now')}
          </Button>
        )}
      </span>
    )
  }

  return (
    <section className="manage-part">
      <h2>{t('pass-page.acts')}</h2>
      {chosen?.what === 'void' && (
        <VoidPart key={chosen.act.entry} act={chosen.act} onChanged={changed} onCancel={close} />
      )}
      {chosen?.what === 'contest' && (
        <ContestPart key={chosen.act.entry} act={chosen.act} onChanged={changed} onCancel={close} />
      )}
      {chosen?.what === 'decide' && (
        <Decide
          key={chosen.act.entry}
          act={chosen.act}
          line={mayOf.get(chosen.act.entry)}
          {...{ changed, close }}
        />
      )}
      <ActTable
        caption={t('pass-page.acts')}
        acts={pass.acts}
        empty={<p>{t('pass-page.no-act')}</p>}
        actions={actions}
      />
      <Said pass={pass} />
    </section>
  )
}

/** A case, or what was decided of it before: both stay in its history. */
function Decide(props: {
  readonly act: ManagedAct
  readonly line: ManagedPass['lines'][number] | undefined
  readonly changed: (said: string) => void
  readonly close: () => void
}) {
  const { t } = useTranslation('manage')
  const words = useWords()
  const { act, line, changed, close } = props
  if (!line?.case) return null
  return (
    <section className="manage-part">
      <h3>
        {t('pass-page.act', {
          what: words.kind(act.kind),
          place: act.structureName,
          ...words.moment(act.claimedAt),
        })}
      </h3>
      {line.decided && <p>{t('decide.again-text')}</p>}
      <DecidePart
        entry={act.entry}
        kind={line.case}
        decisions={line.decisions}
        onDecided={changed}
        onCancel={close}
      />
    </section>
  )
}

/** The lines of which somebody said something, with all of their history. */
function Said({ pass }: { readonly pass: ManagedPass }) {
  const { t } = useTranslation('manage')
  const words = useWords()
  const said = pass.lines.filter(({ history }) => history.some(({ what }) => what !== 'outcome'))
  if (said.length === 0) return null
  const actById = new Map(pass.acts.map((act) => [act.entry, act]))
  return (
    <>
      <h2>{t('pass-page.decisions')}</h2>
      {said.map(({ entry, history }) => {
        const act = actById.get(entry)
        return (
          <article key={entry} className="manage-said">
            {act && (
              <h3>
                {t('pass-page.act', {
                  what: words.kind(act.kind),
                  place: act.structureName,
                  ...words.moment(act.claimedAt),
                })}
              </h3>
            )}
            <HistoryList history={history} />
          </article>
        )
      })}
    </>
  )
}
