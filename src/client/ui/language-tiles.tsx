import './language-tiles.css'
import type { Language } from '#client/i18n/languages.ts'

export type LanguageTilesProps = {
  readonly label: string
  readonly languages: readonly Language[]
  readonly current: string
  readonly onChoose: (code: string) => void
  /** For staff: a second line, as for a translation that nobody has read again. */
  readonly note?: ((code: string) => string | undefined) | undefined
}

/** Each language by its own name, in its own letters, never by a flag. */
export function LanguageTiles({ label, languages, current, onChoose, note }: LanguageTilesProps) {
  return (
    <div className="language-tiles" role="group" aria-label={label}>
      {languages.map(({ code, autonym, dir, frenchName }) => (
        <button
          key={code}
          type="button"
          className="language-tile"
          aria-pressed={code === current}
          onClick={() => onChoose(code)}
        >
          <span className="autonym" lang={code} dir={dir}>
            {autonym}
          </span>
          {note && <LanguageNote frenchName={frenchName} said={note(code)} />}
        </button>
      ))}
    </div>
  )
}

/** Who helps finds the language of the person by its French name. */
function LanguageNote({
  frenchName,
  said,
}: {
  readonly frenchName: string
  readonly said: string | undefined
}) {
  return (
    <span className="language-note" lang="fr" dir="ltr">
      {said ? `${frenchName} · ${said}` : frenchName}
    </span>
  )
}
