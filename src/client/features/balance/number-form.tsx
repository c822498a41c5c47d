import { Button } from '#client/ui/button.tsx'
import { BalancePage } from './balance-page.tsx'
import { Bilingual } from './bilingual.tsx'
import { PassNumberForm } from './pass-number-form.tsx'
import { openPass } from './use-asked-pass.ts'

/** The page where the number under the code is typed. */
export function NumberForm({ onBack }: { readonly onBack: () => void }) {
  return (
    <BalancePage
      title={(say) => say('ask.type')}
      onBack={onBack}
      action={
        <Button large type="submit" form="pass-number">
          <Bilingual say={(say) => say('number.see')} named />
        </Button>
      }
    >
      <PassNumberForm id="pass-number" onPass={openPass} />
    </BalancePage>
  )
}
