import { useLanguage } from '#client/i18n/use-language.ts'
import { Button } from '#client/ui/button.tsx'

/** The other language of the screens of staff, by its own name; it stays with this tablet. */
export function StaffLanguage() {
  const { language, offered, choose } = useLanguage()
  return offered
    .filter(({ code }) => code !== language.code)
    .map(({ code, dir, autonym }) => (
      <Button key={code} kind="quiet" lang={code} dir={dir} onClick={() => void choose(code)}>
        {autonym}
      </Button>
    ))
}
