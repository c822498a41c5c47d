import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { NotSavedNotice } from '#client/device/not-saved-notice.tsx'
import { UndoAct } from '#client/device/undo-act.tsx'
import type { Device } from '#client/device/device.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import { StepHost } from '#client/scan/step-host.tsx'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { Button } from '#client/ui/button.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { useReadyAction } from '#client/ui/use-ready-action.ts'
import { isAnswered } from '../handover-state.ts'
import { LeftOutNotice } from '../left-out-notice.tsx'
import { SaidQuestion } from '../said-question.tsx'
import { TurnedExplanation } from '../turned-explanation.tsx'
import { GroupList } from './group-list.tsx'
import { GroupScan } from './group-scan.tsx'
import { groupWays, type GroupItem, type GroupState } from './group-state.ts'
import { useGroup, type GroupDesk as Desk } from './use-group.ts'

export type GroupDeskProps = {
  readonly device: Device
  readonly held: HeldKnowledge
  readonly onLeave: () => void
}

/** Thirty people in a hall: scan after scan, one review, one confirmation. */
export function GroupDesk({ device, held, onLeave }: GroupDeskProps) {
  const desk = useGroup(device, held)
  const { state } = desk
  const scanning = state.type === 'scanning'
  const leave = () => void desk.drop().then(onLeave)
  return (
    <StepHost
      scanning={scanning}
      scan={<GroupScan desk={desk} state={state} onLeave={leave} />}
      working={state.type === 'working' || state.type === 'resuming'}
    >
      {state.type === 'choosing' && <Choosing desk={desk} state={state} onLeave={leave} />}
      {state.type === 'asking' && <Asking key={state.question} desk={desk} state={state} />}
      {state.type === 'reviewing' && <Reviewing held={held} desk={desk} state={state} onLeave={leave} />}
      {state.type === 'given' && <Given device={device} desk={desk} state={state} onLeave={leave} />}
      {state.type === 'undone' && <Undone onLeave={leave} />}
    </StepHost>
  )
}

type Props<Type extends GroupState['type']> = {
  readonly desk: Desk
  readonly state: Extract<GroupState, { type: Type }>
}

type Leaving = { readonly onLeave: () => void }

function Choosing({ desk, state: { leftOut }, onLeave }: Leaving & Props<'choosing'>) {
  const { t } = useTranslation('handover')
  return (
    <Screen
      {...useFrame()}
      title={t('group.title')}
      back={{ label: t('group.leave'), onBack: onLeave }}
      action={
        <div className="handover-actions">
          {groupWays.map((way, place) => (
            <Button
              key={way}
              large
              kind={place === 0 ? 'primary' : 'secondary'}
              onClick={() => desk.choose(way)}
            >
              {t(`group.way.${way}`)}
            </Button>
          ))}
        </div>
      }
    >
      {leftOut && <LeftOutNotice leftOut={leftOut} />}
      <p>{t('group.intro')}</p>
    </Screen>
  )
}

function Asking({ desk, state: { question, said, pass } }: Props<'asking'>) {
  const { t } = useTranslation('handover')
  return (
    <Screen
      {...useFrame()}
      title={t(`${question}.title`)}
      back={{ label: t('back'), onBack: desk.back }}
      action={
        (question === 'situations' || isAnswered(question, said)) && (
          <Button large disabled={!isAnswered(question, said)} onClick={desk.forward}>
            {t('continue')}
          </Button>
        )
      }
    >
      <p>{t(pass ? 'group.of-one' : 'group.of-all')}</p>
      <SaidQuestion question={question} said={said} onSay={desk.say} onAnswer={desk.answer} />
    </Screen>
  )
}

function Reviewing({
  held,
  desk,
  state,
  onLeave,
}: Leaving & Props<'reviewing'> & { readonly held: HeldKnowledge }) {
  const { t } = useTranslation('handover')
  const [explained, setExplained] = useState<GroupItem>()
  const { group, notSaved, refused, leftOut } = state
  const count = group.items.length
  const [example] = group.items
  if (explained) {
    const { language } = explained.said ?? group.said
    return <Explained {...{ held, language, item: explained }} onBack={() => setExplained(undefined)} />
  }
  return (
    <Screen
      {...useFrame()}
      title={t('group.review-title', { count })}
      back={{ label: t('group.go-on'), onBack: desk.goOn }}
      action={
        <div className="handover-actions">
          {count > 0 && (
            <Button large onClick={desk.give}>
              {t('confirm-several', { count })}
            </Button>
          )}
          <Button kind="secondary" onClick={onLeave}>
            {t('group.drop')}
          </Button>
        </div>
      }
    >
      {notSaved && <NotSavedNotice reason={notSaved} />}
      {leftOut && <LeftOutNotice leftOut={leftOut} />}
      {refused && <Notice weight="important">{t('group.left-out')}</Notice>}
      {group.way === 'all' && example && (
        <Button kind="secondary" onClick={() => setExplained(example)}>
          {t('group.explain-all')}
        </Button>
      )}
      <GroupList
        items={group.items}
        onLeaveOut={desk.leaveOut}
        onExplain={group.way === 'each' ? setExplained : undefined}
      />
    </Screen>
  )
}

type ExplainedProps = {
  readonly held: HeldKnowledge
  readonly item: GroupItem
  readonly language: string | undefined
  readonly onBack: () => void
}

/** To the whole hall, or to the person of one pass. */
function Explained({ held, item, language, onBack }: ExplainedProps) {
  const { t } = useTranslation('handover')
  return (
    <Screen {...useFrame()} wide title={t('explain.title')} back={{ label: t('group.back'), onBack }}>
      <TurnedExplanation passes={[item.pass]} held={held} language={language} />
    </Screen>
  )
}

function Given({ device, desk, state, onLeave }: Leaving & Props<'given'> & { readonly device: Device }) {
  const { t } = useTranslation('handover')
  const { group, entries } = state
  const title = t('done.several', { count: entries.length })
  const action = useReadyAction(`${title}. ${t('done.active')}`)
  const [entry] = entries
  return (
    <Screen
      {...useFrame()}
      title={title}
      action={
        <div className="handover-actions">
          <Button large ref={action} onClick={onLeave}>
            {t('group.finish')}
          </Button>
          {entry && <UndoAct device={device} entry={entry} together={entries} onUndone={desk.undone} />}
        </div>
      }
    >
      <Notice>
        <p>{t('done.active')}</p>
      </Notice>
      <GroupList items={group.items} />
    </Screen>
  )
}

function Undone({ onLeave }: Leaving) {
  const { t } = useTranslation('handover')
  const action = useReadyAction(t('undone.title'))
  return (
    <Screen
      {...useFrame()}
      title={t('undone.title')}
      action={
        <Button large ref={action} onClick={onLeave}>
          {t('next')}
        </Button>
      }
    >
      <p>{t('undone.several')}</p>
    </Screen>
  )
}
