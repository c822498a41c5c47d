import { isLanguage } from './languages.ts'

const remembered = 'carnet.language'

/** The languages that this person may want, the surest first: the address, the last choice, the browser's. */
export function wishedLanguages(): readonly string[] {
  const asked = new URLSearchParams(location.search).get('lng')
  return [...[asked, recall()].flatMap((tag) => (tag ? codesFor(tag) : [])), ...phoneLanguages()]
}

/** What the browser says of its owner. */
export function phoneLanguages(): readonly string[] {
  return navigator.languages.flatMap(codesFor)
}

/** The language of the screens in which somebody who speaks this one reads, when there is one. */
export function languageLike(tag: string): string | undefined {
  return codesFor(tag)[0]
}

/** Browsers name the country, the script or the language in general; each reader finds what they can read. */
const otherNames: Readonly<Record<string, string>> = { zh: 'zh-Hans', fa: 'fa-AF', prs: 'fa-AF', mo: 'ro' }

/** The languages of the screens that a tag asks for: itself, else what it is a kind of. */
function codesFor(tag: string): readonly string[] {
  const steps = tag.split('-')
  const kinds = steps.map((_, index) => steps.slice(0, steps.length - index).join('-'))
  const code = kinds.map((kind) => otherNames[kind] ?? kind).find(isLanguage)
  return code === undefined ? [] : [code]
}

/** Without storage, the choice lasts as long as the page. */
export function rememberLanguage(code: string): void {
  try {
    localStorage.setItem(remembered, code)
  } catch {
    // Storage is full or refused.
  }
}

function recall(): string | null {
  try {
    return localStorage.getItem(remembered)
  } catch {
    return null
  }
}
