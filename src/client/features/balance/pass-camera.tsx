import { Button } from '#client/ui/button.tsx'
import { Bilingual } from './bilingual.tsx'
import { PassFinder } from './pass-finder.tsx'
import { openPass } from './use-asked-pass.ts'

/** The way to a pass on a person's own phone: its camera, or the number. */
export function PassCamera({ onType }: { readonly onType: () => void }) {
  return (
    <>
      <PassFinder
        facing="environment"
        onPass={openPass}
        elsewhere={openExercise}
        hint={
          <p>
            <Bilingual say={(say) => say('camera.show')} />
          </p>
        }
      />
      <Button kind="secondary" onClick={onType}>
        <Bilingual say={(say) => say('ask.type')} named />
      </Button>
    </>
  )
}

/** The page of a pass of the exercise says what it is. */
function openExercise(text: string): boolean {
  const isExercise = /\/practice#\d+$/.test(text)
  if (isExercise) location.assign(`/practice${new URL(text).hash}`)
  return isExercise
}
