import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { isVenue, type Structure } from '#domain/structure.ts'
import { useEnrolled, useKnowledge } from '#client/device/use-device.ts'
import { useFrame } from '#client/frame/use-frame.ts'
import type { Enrolled } from '#client/sync/enrol-device.ts'
import { buttonClass } from '#client/ui/button.tsx'
import { Screen } from '#client/ui/screen.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'

/** Says which place this app now acts for, and what to do next. */
export function EnrolledStep({ enrolled }: { readonly enrolled: Enrolled }) {
  const { t } = useTranslation('enrol')
  const { enrolment } = enrolled
  const device = useEnrolled()?.all.find((known) => known.enrolment.device === enrolment.device)
  const held = useKnowledge(device)
  const next = enrolment.role === 'manager' ? 'manage' : nextOf(held?.structure)
  const place = held?.structure.name ?? enrolment.structure
  return (
    <Screen
      {...useFrame()}
      title={t('done.title')}
      action={
        <Link href={next === 'home' ? '/' : `/${next}`} className={buttonClass({ large: true })}>
          <span className="button-text">{t(`done.${next}`)}</span>
        </Link>
      }
    >
      <StateDrawing state="done">
        {enrolment.role === 'manager' ? t('done.manager') : t('done.place', { place })}
      </StateDrawing>
      <p>{t(held ? 'done.here' : 'done.later')}</p>
      {next !== 'home' && <Link href="/">{t('done.home')}</Link>}
    </Screen>
  )
}

function nextOf(structure: Structure | undefined): 'handover' | 'redeem' | 'home' {
  if (structure?.distributor) return 'handover'
  return structure && isVenue(structure) ? 'redeem' : 'home'
}
