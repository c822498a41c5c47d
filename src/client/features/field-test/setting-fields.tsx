import { useTranslation } from 'react-i18next'
import { Field } from '#client/ui/field.tsx'
import { cameras, distances, lights, supports, type Setting } from './trial.ts'

export type SettingFieldsProps = {
  readonly setting: Setting
  readonly onChange: (setting: Setting) => void
}

/** What the person is about to try. */
export function SettingFields({ setting, onChange }: SettingFieldsProps) {
  const { t } = useTranslation('field-test')
  return (
    <div className="field-test-setting">
      <Choice
        label={t('support.label')}
        values={supports}
        value={setting.support}
        written={(support) => t(`support.${support}`)}
        onChoose={(support) => onChange({ ...setting, support })}
      />
      <Choice
        label={t('distance.label')}
        values={distances}
        value={setting.distance}
        written={(centimetres) => t('distance.value', { centimetres })}
        onChoose={(distance) => onChange({ ...setting, distance })}
      />
      <Choice
        label={t('light.label')}
        values={lights}
        value={setting.light}
        written={(light) => t(`light.${light}`)}
        onChoose={(light) => onChange({ ...setting, light })}
      />
      <Choice
        label={t('camera.label')}
        values={cameras}
        value={setting.camera}
        written={(camera) => t(`camera.${camera}`)}
        onChoose={(camera) => onChange({ ...setting, camera })}
      />
    </div>
  )
}

type ChoiceProps<Value extends string> = {
  readonly label: string
  readonly values: readonly Value[]
  readonly value: Value
  readonly written: (value: Value) => string
  readonly onChoose: (value: Value) => void
}

function Choice<Value extends string>({ label, values, value, written, onChoose }: ChoiceProps<Value>) {
  return (
    <Field label={label}>
      {(control) => (
        <select
          {...control}
          value={value}
          onChange={({ target }) => onChoose(values.find((each) => each === target.value) ?? value)}
        >
          {values.map((each) => (
            <option key={each} value={each}>
              {written(each)}
            </option>
          ))}
        </select>
      )}
    </Field>
  )
}
