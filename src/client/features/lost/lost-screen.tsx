import { useTranslation } from 'react-i18next'
import { Route, Switch } from 'wouter'
import { DeviceGate } from '#client/device/device-gate.tsx'
import { LostDesk } from './lost-desk.tsx'
import { RemindersDesk } from './reminders-desk.tsx'
import { UsesDesk } from './uses-desk.tsx'

/** What a desk does when something went wrong with a pass: it is lost, or was used by somebody else. */
export function LostScreen() {
  const { t } = useTranslation('lost')
  return (
    <DeviceGate role="desk" title={t('title')}>
      {(device, held) => {
        const key = device.enrolment.device
        return (
          <Switch>
            <Route path="/lost/uses">
              <UsesDesk key={key} device={device} held={held} />
            </Route>
            <Route path="/lost/reminders">
              <RemindersDesk key={key} device={device} held={held} />
            </Route>
            <Route>
              <LostDesk key={key} device={device} held={held} />
            </Route>
          </Switch>
        )
      }}
    </DeviceGate>
  )
}
