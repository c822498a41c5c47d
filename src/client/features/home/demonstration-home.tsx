import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useDevice } from '#client/device/use-device.ts'
import { useFrame, useUpdatePrompt } from '#client/frame/use-frame.ts'
import { DoorPicture } from '#client/ui/door-picture.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { LastAct } from './last-act.tsx'
import { roleGroups, rolePaths, type Role } from './roles.ts'
import { StaffLanguage } from './staff-language.tsx'
import { doors, useDoors } from './use-doors.ts'

const behindDoors: ReadonlySet<Role> = new Set(['redeem', 'handover', 'balance', 'manage', 'enrol'])

/** What a desk does beside the large doors. */
const deskRoles = [...roleGroups.person, ...roleGroups.place].filter((role) => !behindDoors.has(role))

/** Each door is a choice of screens on the same store, never a second one. */
export function DemonstrationHome() {
  const { t } = useTranslation('home')
  const prompt = useUpdatePrompt()
  const { opening, enter } = useDoors(t('demonstration.browser'))
  const desk = useDevice('desk')
  return (
    <Screen {...useFrame()} title={t('demonstration.title')}>
      {prompt}
      {desk.type === 'ready' && <LastAct device={desk.device} />}
      {opening.type === 'closed' && <Notice weight="important">{t('door-closed')}</Notice>}
      <p>{opening.type === 'entering' ? t('entering') : t('demonstration.intro')}</p>
      <ul className="doors" role="list">
        {doors.map((door) => (
          <li key={door}>
            <button
              type="button"
              className="door"
              disabled={opening.type === 'entering'}
              onClick={() => void enter(door)}
            >
              <DoorPicture name={door} />
              <span className="door-words">
                <strong className="door-title">{t(`demonstration.${door}.title`)}</strong>
                <span>{t(`demonstration.${door}.text`)}</span>
              </span>
            </button>
          </li>
        ))}
      </ul>
      <nav className="home-links">
        <Link href="/samples">{t('demonstration.samples')}</Link>
        {desk.type === 'ready' &&
          deskRoles.map((role) => (
            <Link key={role} href={rolePaths[role]}>
              {t(`role.${role}`)}
            </Link>
          ))}
      </nav>
      <StaffLanguage />
    </Screen>
  )
}
