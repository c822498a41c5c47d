import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { outcomeTypes } from '#domain/outcome.ts'
import { ok } from '#domain/result.ts'
import { Field } from '#client/ui/field.tsx'
import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { managedActs, type ManagedAct, type ManagedActs } from '#protocol/manage/acts.ts'
import { managedStructures } from '#protocol/manage/structures.ts'
import { ActTable } from './act-table.tsx'
import { FindPass } from './find-pass.tsx'
import { askServer } from './ask-server.ts'
import { useManager } from './use-manager.ts'
import { ManagedPage } from './managed-page.tsx'
import { OlderPart } from './older-part.tsx'
import { useManaged } from './use-managed.ts'
import { useOlder } from './use-older.ts'
import { useWords } from './words.tsx'

type Filter = { readonly structure: string; readonly kind: string; readonly outcome: string }

const kinds = ['redemption', 'handover', 'void', 'handover-undo', 'refusal'] as const

export function ActsPage() {
  const { t } = useTranslation('manage')
  const [, navigate] = useLocation()
  const [filter, setFilter] = useState<Filter>({ structure: '', kind: '', outcome: '' })
  const query = new URLSearchParams(Object.entries(filter).filter(([, value]) => value !== '')).toString()
  const path = query ? `acts?${query}` : 'acts'
  return (
    <ManagedPage title={t('acts.title')} path={path} schema={managedActs}>
      {(first) => (
        <>
          <FindPass
            label={t('acts.find')}
            go={t('acts.find-go')}
            onFound={({ batch, pass }) => navigate(`/manage/passes/${batch}/${pass}`)}
          />
          <Filters filter={filter} onFilter={setFilter} />
          <Acts key={path} first={first} path={path} />
        </>
      )}
    </ManagedPage>
  )
}

function Filters({
  filter,
  onFilter,
}: {
  readonly filter: Filter
  readonly onFilter: (chosen: Filter) => void
}) {
  const { t } = useTranslation('manage')
  const words = useWords()
  const { fetch } = useManager()
  const [structures] = useManaged(fetch, 'structures', managedStructures)
  const places = structures.type === 'here' ? structures.value.structures : []

  function choice(named: keyof Filter, options: ReactNode) {
    return (
      <Field label={t(`acts.${named}`)}>
        {(control) => (
          <select
            {...control}
            value={filter[named]}
            onChange={({ target }) => onFilter({ ...filter, [named]: target.value })}
          >
            <option value="">{t('acts.all')}</option>
            {options}
          </select>
        )}
      </Field>
    )
  }

  return (
    <fieldset className="manage-part">
      <legend className="spoken-only">{t('acts.filters')}</legend>
      <div className="manage-fields">
        {choice(
          'structure',
          places.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          )),
        )}
        {choice(
          'kind',
          kinds.map((kind) => (
            <option key={kind} value={kind}>
              {words.kind(kind)}
            </option>
          )),
        )}
        {choice(
          'outcome',
          outcomeTypes.map((type) => (
            <option key={type} value={type}>
              {t(`outcomes.${type}`)}
            </option>
          )),
        )}
      </div>
    </fieldset>
  )
}

/** The first page, and what is older under it as a person asks for it. */
function Acts({ first, path }: { readonly first: ManagedActs; readonly path: string }) {
  const { t } = useTranslation('manage')
  const { fetch } = useManager()
  const older = useOlder<ManagedAct>(first, first.next, async (before) => {
    const separator = path.includes('?') ? '&' : '?'
    const answer = await askServer(fetch, `${path}${separator}before=${before}`, managedActs)
    return answer.ok ? ok({ items: answer.value.acts, next: answer.value.next }) : answer
  })
  return (
    <>
      <ActTable
        caption={t('acts.caption')}
        acts={[...first.acts, ...older.items]}
        empty={<StateDrawing state="nothing-yet">{t('acts.nothing')}</StateDrawing>}
      />
      <OlderPart label={t('acts.older')} older={older} />
    </>
  )
}
