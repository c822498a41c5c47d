import { useTranslation } from 'react-i18next'
import { DataTable } from '#client/ui/data-table.tsx'
import { Count } from '#client/ui/figures.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import type { ManagedReconciliation } from '#protocol/manage/reconciliation.ts'
import { Moment } from './words.tsx'

/** Which tablets have brought back what they did, and which are still to be called. */
export function HeardTable({ devices }: Pick<ManagedReconciliation, 'devices'>) {
  const { t } = useTranslation('manage')
  return (
    <DataTable
      caption={t('restored.devices')}
      captionHidden
      rows={devices}
      rowKey={({ device }) => device}
      empty={<StateDrawing state="nothing-yet">{t('devices.nothing')}</StateDrawing>}
      columns={[
        { key: 'name', label: t('devices.name'), heading: true, cell: ({ name }) => name },
        { key: 'structure', label: t('devices.structure'), cell: ({ structureName }) => structureName },
        {
          key: 'heard',
          label: t('restored.heard'),
          cell: ({ heard, revoked }) =>
            heard ? (
              t('restored.yes')
            ) : (
              <strong>{t(revoked ? 'restored.revoked' : 'restored.not-yet')}</strong>
            ),
        },
        {
          key: 'contact',
          label: t('devices.contact'),
          cell: ({ lastContact }) =>
            lastContact === null ? t('devices.never') : <Moment instant={lastContact} />,
        },
        {
          key: 'came-back',
          label: t('restored.came-back'),
          numeric: true,
          cell: ({ cameBack }) => <Count of={cameBack} />,
        },
      ]}
    />
  )
}
