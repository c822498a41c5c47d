import { useState, type SyntheticEvent } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#client/ui/button.tsx'
import { ChoiceTiles } from '#client/ui/choice-tiles.tsx'
import { Field } from '#client/ui/field.tsx'
import { Notice } from '#client/ui/notice.tsx'
import type { DeviceRole } from '#protocol/enrolment.ts'
import {
  enrolmentCodeAnswer,
  managedStructures,
  type ManagedStructures,
} from '#protocol/manage/structures.ts'
import { GivenCodes, type Given } from './given-codes.tsx'
import { ManagedPage } from './managed-page.tsx'
import { useChange } from './use-change.ts'

export function EnrolPage() {
  const { t } = useTranslation('manage')
  return (
    <ManagedPage
      title={t('enrol.title')}
      path="structures"
      schema={managedStructures}
      back={{ label: t('back.devices'), to: '/manage/devices' }}
    >
      {({ structures }) => <Enrol structures={structures} />}
    </ManagedPage>
  )
}

type Structures = ManagedStructures['structures']

function Enrol({ structures }: { readonly structures: Structures }) {
  const { t } = useTranslation('manage')
  const [structure, setStructure] = useState('')
  const [role, setRole] = useState<DeviceRole>('desk')
  const [error, setError] = useState<string>()
  const [given, setGiven] = useState<Given>()
  const { isAsked, failure, change } = useChange(enrolmentCodeAnswer)

  async function give(life: 'shown' | 'printed'): Promise<void> {
    const chosen = structures.find(({ id }) => id === structure)
    if (!chosen) return setError(t('enrol.missing'))
    setError(undefined)
    const link = await change('enrolment-codes', { structure, role, life })
    if (link?.type !== 'link') return
    const typed =
      life === 'shown' ? await change('enrolment-codes', { structure, role, life: 'typed' }) : undefined
    const code = typed?.type === 'code' ? typed.code : undefined
    setGiven({ life, name: chosen.name, link: link.link, expiresAt: link.expiresAt, code })
  }

  if (given) return <GivenCodes given={given} onAgain={() => setGiven(undefined)} />
  const sorted = structures.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  return (
    <form className="manage-form" noValidate onSubmit={(event) => show(event)}>
      <p>{t('enrol.intro')}</p>
      {failure && <Notice weight="important" title={failure} />}
      <Field label={t('enrol.structure')} hint={t('enrol.structure-hint')} error={error}>
        {(control) => (
          <select {...control} value={structure} onChange={({ target }) => setStructure(target.value)}>
            <option value="">{t('enrol.choose')}</option>
            {sorted.map(({ id, name, commune }) => (
              <option key={id} value={id}>
                {name} · {commune}
              </option>
            ))}
          </select>
        )}
      </Field>
      <ChoiceTiles
        legend={t('enrol.role')}
        kind="one"
        choices={(['desk', 'manager'] as const).map((value) => ({
          value,
          label: t(`enrol.${value}`),
          note: t(`enrol.${value}-note`),
        }))}
        chosen={[role]}
        onChoose={([value]) => setRole(value === 'manager' ? 'manager' : 'desk')}
      />
      <div className="manage-fields">
        <Button type="submit" disabled={isAsked}>
          {t('enrol.show')}
        </Button>
        <Button kind="secondary" disabled={isAsked} onClick={() => void give('printed')}>
          {t('enrol.print')}
        </Button>
      </div>
    </form>
  )

  function show(event: SyntheticEvent): void {
    event.preventDefault()
    void give('shown')
  }
}
