import { shownNamespaces } from './translation.ts'
import type { Namespace } from './namespaces.ts'
import { useNamespaces } from './use-language.ts'

/** For a part of a page that comes later: true once its texts are there, beside those of the page. */
export function useMoreNamespaces(...more: readonly Namespace[]): boolean {
  return useNamespaces(...new Set([...shownNamespaces().slice(1), ...more]))
}
