import { french, type Language } from './languages.ts'

/** Texts and fonts of these languages stay on this device, for the next time without a network. */
export function keepLanguages(languages: readonly Language[]): void {
  const packs = languages
    .filter(({ code, pseudo }) => code !== french.code && !pseudo)
    .flatMap(({ code, script }) => [code, script])
  if (packs.length === 0) return
  // Absent where the address is not secure; and until it is there, this waits.
  void navigator.serviceWorker?.ready.then(({ active }) => active?.postMessage({ type: 'KEEP_PACKS', packs }))
}
