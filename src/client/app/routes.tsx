import { lazy, Suspense, type ComponentType } from 'react'
import { Route, Switch, useLocation } from 'wouter'
import { useDevice, useLostDevices, useOperators } from '#client/device/use-device.ts'
import type { Namespace } from '#client/i18n/namespaces.ts'
import { Loading } from '#client/frame/loading.tsx'
import { showNamespaces } from '#client/i18n/translation.ts'
import { useNamespaces } from '#client/i18n/use-language.ts'
import { hasMark } from '#client/store/marker-places.ts'
import { prepareDeviceStatus } from './frame-provider.tsx'
import { whenDevicesKnow } from './opening.ts'
import { pages, type Page } from './pages.ts'

// Only a tablet that several people share has one.
const Lock = lazy(async () => ({ default: (await import('./lock.tsx')).Lock }))

/** One page for each address; its code and its texts come with it. */
export function Routes() {
  const lost = useLostDevices()
  const desk = useDevice('desk')
  const operators = useOperators(desk)
  const [path] = useLocation()
  if (!window.isSecureContext) return <PageOf page={pages.insecure} />
  if (lost && !goesOnWithout.test(path)) return <PageOf page={pages.incident} />
  const page = (
    <Switch>
      {routes.map(([path, page]) => (
        <Route key={path} path={path}>
          <PageOf page={page} />
        </Route>
      ))}
      <Route>
        <PageOf page={pages.unknown} />
      </Route>
    </Switch>
  )
  if (desk.type !== 'ready' || operators.length === 0) return page
  return (
    <Suspense fallback={<Loading />}>
      <Lock device={desk.device} path={path}>
        {page}
      </Lock>
    </Suspense>
  )
}

const routes: readonly (readonly [path: string, page: Page])[] = [
  ['/', pages.home],
  ['/enrol', pages.enrol],
  ['/redeem', pages.redeem],
  ['/handover', pages.handover],
  ['/lost/*?', pages.lost],
  ['/stock/*?', pages.stock],
  ['/readiness', pages.readiness],
  ['/field-test', pages.fieldTest],
  ['/journal', pages.journal],
  ['/operators', pages.operators],
  ['/practice/*?', pages.practice],
  ['/p', pages.balance],
  ['/kiosk', pages.kiosk],
  ['/places/:programme?', pages.places],
  ['/papers/*?', pages.papers],
  ['/samples', pages.samples],
  ['/manage/*?', pages.manage],
]

/** What needs nothing of what was lost: the new enrolment itself, a person's own balance, the manager's pages. */
const goesOnWithout = /^\/(enrol|p|places|manage|readiness)(\/|$)/

const screens = new Map<Page, ComponentType>()

/**
 * Fetches the code and the texts of an address together, so that its page, whole, is the first thing to be drawn: what
 * came later would move it under a finger.
 */
export async function prepare(path: string): Promise<void> {
  const [, first] = path.split('/')
  const page = routes.find(([route]) => route.split('/')[1] === first)?.[1]
  if (!page || !window.isSecureContext) return
  const status = hasMark() && prepareDeviceStatus()
  const [screen] = await Promise.all([page.load(), showNamespaces(page.namespaces), status])
  if (!screens.has(page)) screens.set(page, screen)
  await whenDevicesKnow()
}

/** One component for each page, or React would load it anew at each drawing. */
function screenOf(page: Page): ComponentType {
  const known = screens.get(page) ?? lazy(async () => ({ default: await page.load() }))
  screens.set(page, known)
  return known
}

function PageOf({ page }: { readonly page: Page }) {
  const Shown = screenOf(page)
  return (
    <Suspense fallback={<Loading />}>
      <Worded namespaces={page.namespaces}>
        <Shown />
      </Worded>
    </Suspense>
  )
}

function Worded(props: { readonly namespaces: readonly Namespace[]; readonly children: React.ReactNode }) {
  return useNamespaces(...props.namespaces) ? props.children : <Loading />
}
