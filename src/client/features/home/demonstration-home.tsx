import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { useDevice } from '#client/device/use-device.ts'
import { useFrame, useUpdatePrompt } from '#client/frame/use-frame.ts'
import { DoorPicture } from '#client/ui/door-picture.tsx'
import { Notice } from '#client/ui/notice.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { LastAct } from './last-act.tsx'
import { doors, useDoors } from './use-doors.ts'

/** What a desk does beside the large doors. */
const deskPages = [
  ['lost', '/lost'],
  ['uses', '/lost/uses'],
  ['reminders', '/lost/reminders'],
  ['papers', '/papers'],
  ['kiosk', '/kiosk'],
  ['journal', '/journal'],
  ['readiness', '/readiness'],
  ['operators', '/operators'],
  ['practice', '/practice'],
] as const

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
          deskPages.map(([role, path]) => (
            <Link key={role} href={path}>
              {t(`role.${role}`)}
            </Link>
          ))}
      </nav>
    </Screen>
  )
}
