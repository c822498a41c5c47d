import './manage.css'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type * as v from 'valibot'
import { Link, useLocation } from 'wouter'
import { Loading } from '#client/frame/loading.tsx'
import { useFrame } from '#client/frame/use-frame.ts'
import { Button } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import type { Absent } from './ask-server.ts'
import { useManager } from './use-manager.ts'
import { RestoredNotice } from './restored-notice.tsx'
import { useManaged } from './use-managed.ts'

export type ManagedPageProps<Schema extends v.GenericSchema> = {
  readonly title: string
  readonly path: string
  readonly schema: Schema
  readonly back?: BackTo | undefined
  readonly action?: ReactNode
  /** What is asked for: it stays while an answer is waited for, and when none comes. */
  readonly choice?: ReactNode
  readonly children: (value: v.InferOutput<Schema>, reload: () => void) => ReactNode
}

export type BackTo = { readonly label: string; readonly to: string }

/** A page whose data live on the server: it says so while it waits and when nothing comes. */
export function ManagedPage<Schema extends v.GenericSchema>(props: ManagedPageProps<Schema>) {
  const { title, path, schema, back, action, choice, children } = props
  const { fetch } = useManager()
  const [managed, reload] = useManaged(fetch, path, schema)
  return (
    <ManagePage title={title} back={back} action={managed.type === 'here' ? action : undefined}>
      {choice}
      {managed.type === 'loading' && <Loading />}
      {managed.type === 'absent' && <AbsentNotice reason={managed.reason} onRetry={reload} />}
      {managed.type === 'here' && children(managed.value, reload)}
    </ManagePage>
  )
}

export type ManagePageProps = {
  readonly title: string
  readonly back?: BackTo | undefined
  readonly action?: ReactNode
  readonly children: ReactNode
}

export function ManagePage({ title, back, action, children }: ManagePageProps) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  return (
    <Screen
      {...useFrame()}
      wide
      title={title}
      status={<Sections />}
      back={
        back
          ? { label: back.label, onBack: () => navigate(back.to) }
          : { label: t('action.home'), onBack: () => navigate('/') }
      }
      action={action}
    >
      <RestoredNotice />
      {children}
    </Screen>
  )
}

const sections = [
  ['overview', '/manage'],
  ['batches', '/manage/batches'],
  ['acts', '/manage/acts'],
  ['stock', '/manage/stock'],
  ['follow-up', '/manage/follow-up'],
  ['devices', '/manage/devices'],
  ['cases', '/manage/cases'],
  ['venues', '/manage/venues'],
  ['rules', '/manage/rules'],
] as const

function Sections() {
  const { t } = useTranslation('manage')
  const [here] = useLocation()
  return (
    <nav className="manage-sections" aria-label={t('nav.label')}>
      {sections.map(([name, to]) => {
        const isHere = to === '/manage' ? here === to : here.startsWith(to)
        return (
          <Link key={name} href={to} aria-current={isHere ? 'page' : undefined}>
            {t(`nav.${name}`)}
          </Link>
        )
      })}
    </nav>
  )
}

export function AbsentNotice({ reason, onRetry }: { readonly reason: Absent; readonly onRetry: () => void }) {
  const { t } = useTranslation()
  const { t: m } = useTranslation('manage')
  return (
    <div className="manage-absent" role="alert">
      <StateDrawing state={reason === 'no-network' ? 'offline' : 'refused'}>
        <strong>{m(`absent.${reason}.title`)}</strong>
        <br />
        {m(`absent.${reason}.text`)}
      </StateDrawing>
      <Button kind="secondary" onClick={onRetry}>
        {t('action.retry')}
      </Button>
    </div>
  )
}
