import { useTranslation } from 'react-i18next'
import { genders, type Gender } from '#domain/handover.ts'

/** Not asked for: a person says it, or it is left out; a second press takes it back. */
export function GenderChoice(props: {
  readonly gender: Gender | undefined
  readonly onSay: (said: { readonly gender: Gender | undefined }) => void
}) {
  const { t } = useTranslation('handover')
  return (
    <fieldset className="gender-choice">
      <legend>{t('gender.title')}</legend>
      <div className="choice-grid">
        {genders.map((gender) => (
          <button
            key={gender}
            type="button"
            className="choice-tile"
            aria-pressed={gender === props.gender}
            onClick={() => props.onSay({ gender: gender === props.gender ? undefined : gender })}
          >
            {t(`gender.${gender}`)}
          </button>
        ))}
      </div>
    </fieldset>
  )
}
