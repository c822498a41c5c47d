import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import { DAY, HOUR, MINUTE } from '#domain/instant.ts'
import { BringExport } from '#client/device/bring-export.tsx'
import { RetirePart } from '#client/device/retire-part.tsx'
import { useDevice } from '#client/device/use-device.ts'
import { bringExport } from '#client/sync/bring-export.ts'
import { Button, buttonClass } from '#client/ui/button.tsx'
import { DataTable } from '#client/ui/data-table.tsx'
import { Count } from '#client/ui/figures.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { writeCount, writeDayOf } from '#client/ui/written.ts'
import { managedDevices, type ManagedDevice, type ManagedDevices } from '#protocol/manage/devices.ts'
import { useManager } from './use-manager.ts'
import { ManagedPage } from './managed-page.tsx'
import { RevokePart } from './revoke-part.tsx'
import { Moment } from './words.tsx'

export function DevicesPage() {
  const { t } = useTranslation('manage')
  return (
    <ManagedPage
      title={t('devices.title')}
      path="devices"
      schema={managedDevices}
      action={
        <Link href="/manage/devices/new" className={buttonClass({})}>
          <span className="button-text">{t('devices.enrol')}</span>
        </Link>
      }
    >
      {(answer, reload) => <Devices answer={answer} onRevoked={reload} />}
    </ManagedPage>
  )
}

function Devices({ answer, onRevoked }: { readonly answer: ManagedDevices; readonly onRevoked: () => void }) {
  const { t } = useTranslation('manage')
  const { fetch } = useManager()
  const manager = useDevice('manager')
  const [chosen, setChosen] = useState<ManagedDevice>()
  return (
    <>
      {chosen && (
        <RevokePart
          key={chosen.device}
          device={chosen}
          onClose={() => setChosen(undefined)}
          onRevoked={onRevoked}
        />
      )}
      <DataTable
        caption={t('devices.caption')}
        captionHidden
        rows={answer.devices}
        rowKey={({ device }) => device}
        empty={<StateDrawing state="nothing-yet">{t('devices.nothing')}</StateDrawing>}
        columns={[
          {
            key: 'name',
            label: t('devices.name'),
            heading: true,
            cell: (device) => <Name device={device} />,
          },
          {
            key: 'structure',
            label: t('devices.structure'),
            cell: ({ structureName, role }) => (
              <>
                {structureName} <span className="manage-soft manage-line">{t(`devices.roles.${role}`)}</span>
              </>
            ),
          },
          {
            key: 'contact',
            label: t('devices.contact'),
            cell: ({ lastContact }) =>
              lastContact === null ? t('devices.never') : <Moment instant={lastContact} />,
          },
          {
            key: 'unsent',
            label: t('devices.unsent'),
            numeric: true,
            cell: ({ unsent }) => <Count of={unsent} />,
          },
          {
            key: 'age',
            label: t('devices.age'),
            cell: ({ headIssuedAt }) => <Age of={headIssuedAt} at={answer.now} />,
          },
          {
            key: 'state',
            label: t('devices.state'),
            cell: (device) => <State device={device} onRevoke={() => setChosen(device)} />,
          },
        ]}
      />
      <section className="manage-form">
        <h2>{t('devices.bring')}</h2>
        <BringExport bring={(sealed) => bringExport(fetch, sealed)} onTaken={onRevoked} />
      </section>
      {manager.type === 'ready' && (
        <section className="manage-form">
          <h2>{t('devices.yours')}</h2>
          <RetirePart device={manager.device} />
        </section>
      )}
    </>
  )
}

/** A tablet of which another copy has acted goes on as a new device. */
function Name({ device: { name, continues } }: { readonly device: ManagedDevice }) {
  const { t } = useTranslation('manage')
  const { timeZone } = useManager().programme
  if (!continues) return name
  const day = writeDayOf(continues.enrolledAt, timeZone)
  return (
    <>
      {name}{' '}
      <span className="manage-soft manage-line">{t('devices.continues', { name: continues.name, day })}</span>
    </>
  )
}

function State({ device, onRevoke }: { readonly device: ManagedDevice; readonly onRevoke: () => void }) {
  const { t } = useTranslation('manage')
  const { timeZone } = useManager().programme
  if (device.revokedAt !== null) return t('devices.revoked', { day: writeDayOf(device.revokedAt, timeZone) })
  if (device.retiredAt !== null) return t('devices.retired', { day: writeDayOf(device.retiredAt, timeZone) })
  if (device.isYours) return t('devices.yours')
  return (
    <Button kind="quiet" aria-label={t('devices.revoke-title', { name: device.name })} onClick={onRevoke}>
      {t('devices.revoke')}
    </Button>
  )
}

/** How old what the device knows is: it answers from data of that age. */
function Age({ of, at }: { readonly of: number | null; readonly at: number }) {
  const { t } = useTranslation('manage')
  if (of === null) return t('devices.no-data')
  const age = at - of
  const [unit, size] =
    age < HOUR
      ? (['minutes', MINUTE] as const)
      : age < 2 * DAY
        ? (['hours', HOUR] as const)
        : (['days', DAY] as const)
  const count = Math.floor(age / size)
  if (count <= 0) return t('devices.ages.now')
  return t(`devices.ages.${unit}`, { count, n: writeCount(count) })
}
