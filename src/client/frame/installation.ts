import { heedLanguagePolicy, type LanguagePolicy } from '#client/i18n/language-policy.ts'
import { createCell, type Observable } from '#client/store/observable.ts'

/** The programmes of the server that this app comes from. */
export type Installation = { readonly programmes: readonly InstalledProgramme[] }

export type InstalledProgramme = {
  readonly programme: number
  readonly name: string
  readonly telephone: string
  readonly demonstration: boolean
  readonly languages?: LanguagePolicy
}

const remembered = 'carnet.installation'
const cell = createCell<Installation | undefined>(undefined)
hear(parseInstallation(recall()))

/** What the server said last, so that the first paint and a start without network know it too. */
export const installation: Observable<Installation | undefined> = cell

/** Asks again; without an answer, what was said before stays. */
export async function refreshInstallation(): Promise<void> {
  try {
    const response = await fetch('/api/installation', { signal: AbortSignal.timeout(20_000) })
    const text = await response.text()
    const said = response.ok ? parseInstallation(text) : undefined
    if (!said) return
    hear(said)
    localStorage.setItem(remembered, text)
  } catch {
    // No network, or no storage: the next start asks again.
  }
}

function hear(said: Installation | undefined): void {
  cell.set(said)
  const languages = said?.programmes[0]?.languages
  if (languages) heedLanguagePolicy(languages)
}

function recall(): string | null {
  try {
    return localStorage.getItem(remembered)
  } catch {
    return null
  }
}

/** By hand: this is in the first chunk, where each kilobyte is paid by every page. */
export function parseInstallation(text: string | null): Installation | undefined {
  try {
    const said = JSON.parse(text ?? 'null') as { readonly programmes?: unknown } | null
    if (!Array.isArray(said?.programmes)) return undefined
    return { programmes: said.programmes.filter(isProgramme) }
  } catch {
    return undefined
  }
}

function isProgramme(value: unknown): value is InstalledProgramme {
  if (typeof value !== 'object' || value === null) return false
  const { programme, name, telephone, demonstration } = value as Record<string, unknown>
  return (
    typeof programme === 'number' &&
    typeof name === 'string' &&
    typeof telephone === 'string' &&
    typeof demonstration === 'boolean'
  )
}
