import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { isVenue } from '#domain/structure.ts'
import { useDevice, useEnrolled, useKnowledge } from '#client/device/use-device.ts'
import { useFrame, useUpdatePrompt } from '#client/frame/use-frame.ts'
import { buttonClass } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { EnrolmentChoice } from './enrolment-choice.tsx'
import { LastAct } from './last-act.tsx'

type Role =
  | 'redeem'
  | 'handover'
  | 'lost'
  | 'uses'
  | 'reminders'
  | 'stock'
  | 'papers'
  | 'manage'
  | 'journal'
  | 'balance'
  | 'kiosk'
  | 'enrol'

const paths: Readonly<Record<Role, string>> = {
  redeem: '/redeem',
  handover: '/handover',
  papers: '/papers',
  lost: '/lost',
  uses: '/lost/uses',
  reminders: '/lost/reminders',
  stock: '/stock',
  manage: '/manage',
  journal: '/journal',
  balance: '/p',
  kiosk: '/kiosk',
  enrol: '/enrol',
}

/** What this device may do for its place: the first role is the large one. */
export function PlaceHome() {
  const { t } = useTranslation('home')
  const prompt = useUpdatePrompt()
  const roles = useRoles()
  const desk = useDevice('desk')
  const held = useKnowledge(desk.type === 'ready' ? desk.device : undefined)
  const enrolled = useEnrolled()
  const [first, ...others] = roles
  return (
    <Screen {...useFrame()} title={t('title')} action={first && <RoleLink role={first} large />}>
      {prompt}
      {held && <p>{t('place', { place: held.structure.name })}</p>}
      {enrolled?.all.length === 0 && <p>{t('not-enrolled')}</p>}
      {desk.type === 'ready' && <LastAct device={desk.device} />}
      <nav className="home-roles">
        {others.map((role) => (
          <RoleLink key={role} role={role} />
        ))}
      </nav>
      {enrolled && <EnrolmentChoice enrolled={enrolled} />}
      <div className="home-links">
        {desk.type === 'ready' && <Link href="/readiness">{t('role.readiness')}</Link>}
        {enrolled && enrolled.all.length > 0 && <Link href="/enrol">{t('role.enrol-again')}</Link>}
      </div>
    </Screen>
  )
}

function RoleLink({ role, large = false }: { readonly role: Role; readonly large?: boolean }) {
  const { t } = useTranslation('home')
  return (
    <Link href={paths[role]} className={buttonClass({ kind: large ? 'primary' : 'secondary', large })}>
      <span className="button-text">{t(`role.${role}`)}</span>
    </Link>
  )
}

function useRoles(): readonly Role[] {
  const desk = useDevice('desk')
  const manager = useDevice('manager')
  const held = useKnowledge(desk.type === 'ready' ? desk.device : undefined)
  const roles: Role[] = []
  if (held && isVenue(held.structure)) roles.push('redeem')
  if (held?.structure.distributor) roles.push('handover', 'stock', 'lost', 'uses', 'reminders')
  if (manager.type === 'ready') roles.push('manage')
  if (desk.type === 'ready') roles.push('papers', 'journal')
  if (desk.type === 'not-enrolled' && manager.type === 'not-enrolled') roles.push('enrol')
  roles.push('balance')
  return desk.type === 'ready' ? [...roles, 'kiosk'] : roles
}
