import { useTranslation } from 'react-i18next'
import { Link, Route, Switch, useLocation } from 'wouter'
import { Loading } from '#client/frame/loading.tsx'
import type { Device } from '#client/device/device.ts'
import { useDevice } from '#client/device/use-device.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import { Button, buttonClass } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { managedProgramme } from '#protocol/manage/programme.ts'
import { ActsPage } from './acts-page.tsx'
import { BatchPage } from './batch-page.tsx'
import { BatchesPage } from './batches-page.tsx'
import { CasesPage } from './cases-page.tsx'
import { DevicesPage } from './devices-page.tsx'
import { EnrolPage } from './enrol-page.tsx'
import { FollowUpPage } from './follow-up-page.tsx'
import { ManagerContext } from './use-manager.ts'
import { AbsentNotice } from './managed-page.tsx'
import { NewBatchPage } from './new-batch-page.tsx'
import { OverviewPage } from './overview-page.tsx'
import { PassPage } from './pass-page.tsx'
import { PrintPage } from './print-page.tsx'
import { RestoredPage } from './restored-page.tsx'
import { RulesPage } from './rules-page.tsx'
import { StockAccountPage } from './stock-account-page.tsx'
import { StockPage } from './stock-page.tsx'
import { useManaged } from './use-managed.ts'
import { VenuePage } from './venue-page.tsx'
import { VenuesPage } from './venues-page.tsx'

/** The manager's pages. Their data stay on the server; this browser holds only the key that asks for them. */
export function ManageScreen() {
  const { t } = useTranslation('manage')
  const state = useDevice('manager')
  switch (state.type) {
    case 'ready':
      return <Managing device={state.device} />
    case 'opening':
      return (
        <Bare title={t('title')}>
          <Loading />
        </Bare>
      )
    case 'not-enrolled':
      return (
        <Bare title={t('gate.not-enrolled.title')}>
          <StateDrawing state="nothing-yet">{t('gate.not-enrolled.text')}</StateDrawing>
          <Link href="/enrol" className={buttonClass({})}>
            <span className="button-text">{t('gate.not-enrolled.action')}</span>
          </Link>
        </Bare>
      )
    case 'superseded':
    case 'newer':
    case 'blocked':
    case 'broken':
    case 'unopenable':
      return (
        <Bare title={t('gate.unopenable.title')}>
          <StateDrawing state="refused">{t('gate.unopenable.text')}</StateDrawing>
          <Button onClick={() => location.reload()}>{t('gate.unopenable.action')}</Button>
        </Bare>
      )
  }
}

function Bare({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  const { t } = useTranslation()
  const [, navigate] = useLocation()
  const back = { label: t('action.home'), onBack: () => navigate('/') }
  return (
    <Screen {...useFrame()} status={undefined} title={title} back={back}>
      {children}
    </Screen>
  )
}

function Managing({ device }: { readonly device: Device }) {
  const { t } = useTranslation('manage')
  const { fetch, address } = device.sync.link
  const [programme, reload] = useManaged(fetch, 'programme', managedProgramme)
  if (programme.type === 'loading') {
    return (
      <Bare title={t('title')}>
        <Loading />
      </Bare>
    )
  }
  if (programme.type === 'absent') {
    return (
      <Bare title={t('title')}>
        <AbsentNotice reason={programme.reason} onRetry={reload} />
      </Bare>
    )
  }
  return (
    <ManagerContext
      value={{
        fetch,
        newAct: () => crypto.randomUUID(),
        address,
        programme: programme.value,
        refresh: reload,
      }}
    >
      <Pages />
    </ManagerContext>
  )
}

function Pages() {
  return (
    <Switch>
      <Route path="/manage/batches/new">
        <NewBatchPage />
      </Route>
      <Route path="/manage/batches/:batch/print">{({ batch }) => <PrintPage batch={Number(batch)} />}</Route>
      <Route path="/manage/batches/:batch">{({ batch }) => <BatchPage batch={Number(batch)} />}</Route>
      <Route path="/manage/batches">
        <BatchesPage />
      </Route>
      <Route path="/manage/acts">
        <ActsPage />
      </Route>
      <Route path="/manage/passes/:batch/:pass">
        {({ batch, pass }) => <PassPage batch={Number(batch)} pass={Number(pass)} />}
      </Route>
      <Route path="/manage/devices/new">
        <EnrolPage />
      </Route>
      <Route path="/manage/devices">
        <DevicesPage />
      </Route>
      <Route path="/manage/cases">
        <CasesPage />
      </Route>
      <Route path="/manage/stock/account">
        <StockAccountPage />
      </Route>
      <Route path="/manage/stock">
        <StockPage />
      </Route>
      <Route path="/manage/follow-up">
        <FollowUpPage />
      </Route>
      <Route path="/manage/restored">
        <RestoredPage />
      </Route>
      <Route path="/manage/venues/:venue">
        {({ venue }) => <VenuePage venue={decodeURIComponent(venue)} />}
      </Route>
      <Route path="/manage/venues">
        <VenuesPage />
      </Route>
      <Route path="/manage/rules">
        <RulesPage />
      </Route>
      <Route>
        <OverviewPage />
      </Route>
    </Switch>
  )
}
