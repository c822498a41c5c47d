import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Service } from '#domain/programme.ts'
import { Button } from '#client/ui/button.tsx'
import { ChoiceTiles } from '#client/ui/choice-tiles.tsx'

export type ServiceChoiceProps = {
  readonly services: readonly Service[]
  readonly chosen: Service | undefined
  readonly onChoose: (service: Service) => void
}

/** The service that is delivered: asked once, then kept until a person changes it. */
export function ServiceChoice({ services, chosen, onChoose }: ServiceChoiceProps) {
  const { t } = useTranslation('redeem')
  const [changing, setChanging] = useState(false)
  if (chosen && !changing) {
    return (
      <div className="redeem-service">
        <p>{t('confirm.for', { name: chosen.name.fr })}</p>
        {services.length > 1 && (
          <Button kind="quiet" onClick={() => setChanging(true)}>
            {t('confirm.change')}
          </Button>
        )}
      </div>
    )
  }
  return (
    <div className="redeem-services">
      <ChoiceTiles
        legend={t('confirm.service')}
        kind="one"
        choices={services.map(({ id, name, cheques }) => ({
          value: id,
          label: name.fr,
          note: t('confirm.price', { count: cheques }),
        }))}
        chosen={chosen ? [chosen.id] : []}
        onChoose={([id]) => {
          const service = services.find((offered) => offered.id === id)
          setChanging(false)
          if (service) onChoose(service)
        }}
      />
    </div>
  )
}
