import { useState } from 'react'
import { communesLike, type Commune } from '#domain/communes.ts'
import { Button } from '#client/ui/button.tsx'
import { Field } from '#client/ui/field.tsx'
import { InBoth } from '#client/ui/in-both.tsx'
import { HerePicture, TownPicture } from './origin-pictures.tsx'
import type { ChosenOrigin } from './use-origin.ts'

export type OriginChoiceProps = {
  readonly chosen: ChosenOrigin
  readonly communes: readonly Commune[]
  /** Asks the browser where this device is: on somebody's own phone only. */
  readonly use: 'own' | 'shared'
}

/** From where I am, with the reason before the browser asks; from a town; or from the place of this tablet. */
export function OriginChoice({ chosen, communes, use }: OriginChoiceProps) {
  const { locating, here, choose, findMe } = chosen
  const [types, setTypes] = useState(false)
  const isRefused = locating === 'denied' || locating === 'not-found'
  return (
    <div className="origin">
      <p className="origin-question">
        <InBoth of="places" say={(say) => say('from.question')} />
      </p>
      <div className="origin-ways">
        {here && (
          <Button kind="secondary" large picture={<HerePicture />} onClick={() => choose(here)}>
            <InBoth of="places" say={(say) => say('from.here')} named />
          </Button>
        )}
        {use === 'own' && (
          <Button
            kind="secondary"
            large
            picture={<HerePicture />}
            aria-describedby="origin-why"
            onClick={findMe}
          >
            <InBoth of="places" say={(say) => say('from.me')} named />
          </Button>
        )}
        <Button
          kind="secondary"
          large
          picture={<TownPicture />}
          aria-expanded={types || isRefused}
          onClick={() => setTypes(!types)}
        >
          <InBoth of="places" say={(say) => say('from.commune')} named />
        </Button>
      </div>
      {use === 'own' && (
        <p id="origin-why" className="origin-why">
          <InBoth of="places" say={(say) => say('from.why')} />
        </p>
      )}
      <p role="status" className="origin-status">
        {locating !== 'idle' && <InBoth of="places" say={(say) => say(`from.${locating}`)} />}
      </p>
      {(types || isRefused) && <CommuneField communes={communes} onChoose={choose} />}
    </div>
  )
}

type CommuneFieldProps = {
  readonly communes: readonly Commune[]
  readonly onChoose: ChosenOrigin['choose']
}

/** So many names are read at a glance. */
const mostNames = 6

function CommuneField({ communes, onChoose }: CommuneFieldProps) {
  const [typed, setTyped] = useState('')
  const found = communesLike(communes, typed)
  const isUnknown = found.length === 0 && typed.trim().length > 2
  return (
    <div className="origin-commune">
      <Field
        label={<InBoth of="places" say={(say) => say('from.commune-label')} named />}
        hint={<InBoth of="places" say={(say) => say('from.commune-hint')} />}
        error={isUnknown && <InBoth of="places" say={(say) => say('from.commune-none')} />}
      >
        {(control) => (
          <input
            {...control}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            enterKeyHint="search"
          />
        )}
      </Field>
      <ul role="list" className="origin-communes">
        {found.slice(0, mostNames).map(({ name, postcode, position }) => (
          <li key={`${postcode} ${name}`}>
            <Button kind="secondary" onClick={() => onChoose({ by: 'commune', name, position })}>
              <bdi lang="fr">{`${name} ${postcode}`}</bdi>
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
