import type { FrenchTexts } from '#client/i18n/namespaces.ts'

export const checkNames = [
  'knowledge',
  'keys',
  'unsent',
  'camera',
  'offline',
  'clock',
  'persistence',
  'space',
  'languages',
] as const

export type CheckName = (typeof checkNames)[number]

type Texts = FrenchTexts['readiness']['check']

/** The word for what was found, for each check: its locale keys. */
export type Word = { readonly [Name in CheckName]: keyof Texts[Name] }

/** What a check found. `see`: to be looked at before the tablet goes out; it stops no act. */
export type Finding<Name extends CheckName = CheckName> = {
  readonly standing: 'good' | 'see'
  readonly word: Word[Name]
  readonly values?: Readonly<Record<string, string | number>>
}

export type Findings = { readonly [Name in CheckName]?: Finding<Name> | undefined }

/** One way to find out; it may fail or never answer. */
export type Probes = { readonly [Name in CheckName]: () => Promise<Finding<Name>> }
