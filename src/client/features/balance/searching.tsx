import { StateDrawing } from '#client/ui/state-drawing.tsx'
import { Bilingual } from './bilingual.tsx'

/** While the answer is on its way. */
export function Searching() {
  return (
    <StateDrawing state="loading">
      <Bilingual say={(say) => say('loading')} />
    </StateDrawing>
  )
}
