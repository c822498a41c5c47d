import type { Structure } from '#domain/structure.ts'
import { Figures } from '#client/ui/figures.tsx'
import { Handset } from '#client/ui/icon.tsx'
import { Both } from './both.tsx'
import { addressOf } from './written-address.ts'
import { usePaperLanguages } from './paper-language.ts'

export type PaperFootProps = {
  readonly telephone: string
  /** The place that gives the paper. */
  readonly from: Structure
  readonly knownOn: string
}

/** A person to call, who gave this paper, and of when its places are. */
export function PaperFoot({ telephone, from, knownOn }: PaperFootProps) {
  const { inFrench } = usePaperLanguages()
  return (
    <footer className="paper-foot">
      <p className="paper-foot-call">
        <Both way="under" say={(t) => `${t('balance:call.title')} ${t('balance:call.text')}`} />
        <strong className="paper-call paper-large">
          <Handset /> <Figures>{telephone}</Figures>
        </strong>
      </p>
      <p className="paper-foot-from" lang="fr">
        {[from.name, addressOf(from), from.telephone].filter(Boolean).join(' · ')}
        <br />
        {inFrench('places:known', { day: knownOn })}
      </p>
    </footer>
  )
}
