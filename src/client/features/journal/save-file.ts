import type { CalendarDay } from '#domain/instant.ts'

/** `carnet-maison-des-jeunes-2026-11-23.carnet`, the parts of several numbered: a person finds it again among other files. */
export function exportFileName(place: string, day: CalendarDay, part: number | undefined): string {
  const plain = place.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase()
  const words = plain.replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '')
  return ['carnet', words, day, part].filter(Boolean).join('-') + '.carnet'
}

/** Gives a text to the person as a file in their downloads: no network, no other page. */
export function saveFile(text: string, name: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  document.body.append(link)
  link.click()
  link.remove()
  // The browser reads it after the click; then its memory may go.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}

/** The same as plain text, which is what browsers agree to share; undefined where this one shares no files. */
export function sharedFile(text: string, name: string): ShareData | undefined {
  const files = [new File([text], `${name}.txt`, { type: 'text/plain' })]
  return typeof navigator.canShare === 'function' && navigator.canShare({ files }) ? { files } : undefined
}
