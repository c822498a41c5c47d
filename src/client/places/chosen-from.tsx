import { Button } from '#client/ui/button.tsx'
import { InBoth } from '#client/ui/in-both.tsx'
import type { Origin } from './origin.ts'

/** From where the distances are counted, and the way to another start. */
export function ChosenFrom({ origin, onChange }: { readonly origin: Origin; readonly onChange: () => void }) {
  return (
    <p className="places-from">
      <span>
        <InBoth
          of="places"
          say={(say) =>
            origin.by === 'commune'
              ? say('from.chosen-commune', { name: origin.name })
              : say(`from.chosen-${origin.by}`)
          }
        />
      </span>{' '}
      <Button kind="quiet" className="screen-only" onClick={onChange}>
        <InBoth of="places" say={(say) => say('from.change')} named />
      </Button>
    </p>
  )
}
