/** Why a page opens itself anew. */
export type ReloadReason = 'store' | 'chunk'

const build = `${import.meta.env.CARNET_VERSION}/${import.meta.env.CARNET_BUILT_AT}`

/** Opens the page anew, at most once for each reason and build: false when it already has, and that did not help. */
export function reloadOnce(reason: ReloadReason): boolean {
  const name = nameOf(reason)
  try {
    if (sessionStorage.getItem(name) === build) return false
    sessionStorage.setItem(name, build)
  } catch {
    // Without the memory of it a reload could follow another without end.
    return false
  }
  location.reload()
  return true
}

/** It did help: the next failure may try it again. */
export function reloadHelped(reason: ReloadReason): void {
  try {
    sessionStorage.removeItem(nameOf(reason))
  } catch {
    // Nothing was remembered either.
  }
}

function nameOf(reason: ReloadReason): string {
  return `carnet.reloaded.${reason}`
}
