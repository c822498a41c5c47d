import type { TFunction } from 'i18next'
import { useTranslation } from 'react-i18next'
import { french, isFrench } from '#client/i18n/languages.ts'
import type { Namespace } from '#client/i18n/namespaces.ts'
import { useLanguage } from '#client/i18n/use-language.ts'
import './in-both.css'

export type Said<Name extends Namespace> = {
  readonly of: Name
  readonly say: (t: TFunction<Name>) => string
  /** On a button and on a label: French is for the eyes of whoever helps, the name stays in one language. */
  readonly named?: boolean | undefined
}

/** A sentence, and under it the same in French for whoever helps. What a language leaves to French is said once. */
export function InBoth<Name extends Namespace>(said: Said<Name>) {
  const { own, inFrench } = useBoth(said)
  if (inFrench === undefined) return <>{own}</>
  if (own === inFrench) {
    return (
      <span lang={french.code} dir={french.dir}>
        {own}
      </span>
    )
  }
  return (
    <>
      {own}
      <FrenchAside named={said.named}>{inFrench}</FrenchAside>
    </>
  )
}

/** The sentence in French, where the screen is in another language that has it. */
export function InFrenchToo<Name extends Namespace>(said: Said<Name>) {
  const { own, inFrench } = useBoth(said)
  return inFrench === undefined || own === inFrench ? null : <FrenchAside>{inFrench}</FrenchAside>
}

type FrenchAsideProps = { readonly children: string | undefined; readonly named?: boolean | undefined }

/** Smaller, under what it says again. */
export function FrenchAside({ children, named }: FrenchAsideProps) {
  return (
    <span className="in-french" lang={french.code} dir={french.dir} aria-hidden={named}>
      {children}
    </span>
  )
}

function useBoth<Name extends Namespace>({ of, say }: Said<Name>) {
  const { t, i18n } = useTranslation(of)
  const { language } = useLanguage()
  const own = say(t as unknown as TFunction<Name>)
  if (isFrench(language)) return { own, inFrench: undefined }
  const inFrench = say(i18n.getFixedT(french.code, of) as unknown as TFunction<Name>)
  // The marks around a placeholder hang on the direction of the language that says it.
  const isLeft = own.replaceAll(marks, '') === inFrench.replaceAll(marks, '')
  return { own: isLeft ? inFrench : own, inFrench }
}

/** Isolates of Unicode's bidirectional algorithm (UAX #9). */
const marks = /[\u2066-\u2069]/g
