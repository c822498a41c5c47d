import { isLanguage } from './languages.ts'

const remembered = 'carnet.language'

/** The languages that this person may want, the surest first: the address, the last choice, the browser's. */
export function wishedLanguages(): readonly string[] {
  const asked = new URLSearchParams(location.search).get('lng')
  const browsers = navigator.languages.flatMap((tag) => [tag, tag.split('-')[0] ?? tag])
  return [asked, recall(), ...browsers]
    .filter((code) => code !== null && code !== undefined)
    .filter(isLanguage)
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
