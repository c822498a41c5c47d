import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { isVenue } from '#domain/structure.ts'
import { useDevice, useEnrolled, useKnowledge } from '#client/device/use-device.ts'
import { useFrame, useUpdatePrompt } from '#client/frame/use-frame.ts'
import { buttonClass } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { EnrolmentChoice } from './enrolment-choice.tsx'
import { LastAct } from './last-act.tsx'
import { roleGroups, rolePaths, type Role } from './roles.ts'
import { StaffLanguage } from './staff-language.tsx'

/** The first of these that this device has is the large button. */
const foremost = ['redeem', 'handover', 'manage', 'enrol', 'balance'] as const satisfies readonly Role[]

/** What this device may do for its place. */
export function PlaceHome() {
  const { t } = useTranslation('home')
  const prompt = useUpdatePrompt()
  const may = useRoles()
  const desk = useDevice('desk')
  const held = useKnowledge(desk.type === 'ready' ? desk.device : undefined)
  const enrolled = useEnrolled()
  const first = foremost.find(may)
  return (
    <Screen {...useFrame()} title={t('title')} action={first && <RoleLink role={first} large />}>
      {prompt}
      {held && <p>{t('place', { place: held.structure.name })}</p>}
      {enrolled?.all.length === 0 && <p>{t('not-enrolled')}</p>}
      {desk.type === 'ready' && <LastAct device={desk.device} />}
      <div className="home-groups">
        {(['person', 'place'] as const).map((group) => (
          <RoleGroup
            key={group}
            title={t(`group.${group}`)}
            roles={roleGroups[group].filter((role) => role !== first && may(role))}
          />
        ))}
      </div>
      {enrolled && <EnrolmentChoice enrolled={enrolled} />}
      {enrolled && enrolled.all.length > 0 && (
        <div className="home-links">
          <Link href="/enrol">{t('role.enrol-again')}</Link>
        </div>
      )}
      <StaffLanguage />
    </Screen>
  )
}

function RoleGroup({ title, roles }: { readonly title: string; readonly roles: readonly Role[] }) {
  const heading = useId()
  if (roles.length === 0) return null
  return (
    <nav className="home-roles" aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {roles.map((role) => (
        <RoleLink key={role} role={role} />
      ))}
    </nav>
  )
}

function RoleLink({ role, large = false }: { readonly role: Role; readonly large?: boolean }) {
  const { t } = useTranslation('home')
  return (
    <Link href={rolePaths[role]} className={buttonClass({ kind: large ? 'primary' : 'secondary', large })}>
      <span className="button-text">{t(`role.${role}`)}</span>
    </Link>
  )
}

function useRoles(): (role: Role) => boolean {
  const desk = useDevice('desk')
  const manager = useDevice('manager')
  const held = useKnowledge(desk.type === 'ready' ? desk.device : undefined)
  return (role) => {
    switch (role) {
      case 'redeem':
        return held ? isVenue(held.structure) : false
      case 'handover':
      case 'lost':
      case 'uses':
      case 'reminders':
      case 'stock':
        return held?.structure.distributor ?? false
      case 'manage':
        return manager.type === 'ready'
      case 'papers':
      case 'journal':
      case 'kiosk':
      case 'readiness':
      case 'operators':
      case 'practice':
        return desk.type === 'ready'
      case 'enrol':
        return desk.type === 'not-enrolled' && manager.type === 'not-enrolled'
      case 'balance':
        return true
    }
  }
}
