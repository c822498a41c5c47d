import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DeviceGate } from '#client/device/device-gate.tsx'
import type { Device } from '#client/device/device.ts'
import { useDevices } from '#client/device/use-device.ts'
import { Loading } from '#client/frame/loading.tsx'
import { announce } from '#client/ui/announcer.tsx'
import { openPractice, type Practice } from '#client/practice/open-practice.ts'
import { ExercisePass } from '#client/features/practice/exercise-pass.tsx'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import { PracticePages } from './practice-pages.tsx'

/** The same screens with training passes, in a store of their own: nothing of it reaches the journal or the server. */
export function PracticeScreen() {
  const { t } = useTranslation('practice')
  if (/^#\d{100,}$/.test(location.hash)) return <ExercisePass />
  return (
    <DeviceGate role="desk" title={t('title')}>
      {(device, held) => <Practising device={device} held={held} />}
    </DeviceGate>
  )
}

function Practising({ device, held }: { readonly device: Device; readonly held: HeldKnowledge }) {
  const { t } = useTranslation('practice')
  const opened = useDevices()
  const world = opened.type === 'opened' ? opened.devices.world : undefined
  const [practice, setPractice] = useState<Practice>()
  const [failed, setFailed] = useState<{ readonly error: unknown }>()
  const [otherPass, setOtherPass] = useState(false)
  if (failed) throw failed.error
  const [lent] = useState({ enrolment: device.enrolment, held, clock: device.clock() })
  useEffect(() => {
    if (!world) return undefined
    let gone = false
    const opening = openPractice(lent, world, () => setOtherPass(true))
    opening.then(
      (answer) => {
        if (gone) return
        setPractice(answer)
        announce(t('entered'))
      },
      (error: unknown) => setFailed({ error }),
    )
    return () => {
      gone = true
      void opening.then(
        ({ devices }) => devices.store.close(),
        () => undefined,
      )
    }
  }, [world, lent, t])
  if (!practice) return <Loading />
  return <PracticePages practice={practice} otherPass={otherPass} onContinue={() => setOtherPass(false)} />
}
