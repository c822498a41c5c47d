import { createCell, type Observable } from '#client/store/observable.ts'

/** The programmes of the server that this app comes from. */
export type Installation = { readonly programmes: readonly InstalledProgramme[] }

export type InstalledProgramme = {
  readonly programme: number
  readonly name: string
  readonly telephone: string
  readonly demonstration: boolean
}

const remembered = 'carnet.installation'
const cell = createCell<Installation | undefined>(parseInstallation(recall()))

/** What the server said last, so that the first paint and a start without network know it too. */
export const installation: Observable<Installation | undefined> = cell

/** Asks again; without an answer, what was said before stays. */
export async function refreshInstallation(): Promise<void> {
  try {
    const response = await fetch('/api/installation', { signal: AbortSignal.timeout(20_000) })
    const text = await response.text()
    const said = response.ok ? parseInstallation(text) : undefined
    if (!said) return
    cell.set(said)
    localStorage.setItem(remembered, text)
  } catch {
    // No network, or no storage: the next start asks again.
  }
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
