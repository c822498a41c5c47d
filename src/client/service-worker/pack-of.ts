/**
 * Files that belong to a language and are not wanted by everybody: its texts by its code (`ta`), its font by its script
 * (`Taml`). French, Latin letters and the languages' names are part of the app. Names are given in vite/text-chunks.ts and
 * vite/fonts/fonts.ts.
 */
export function packOf(url: string): string | undefined {
  const [, texts, font] =
    /assets\/(?:texts-(.+)-[a-z]+|font-([A-Z][a-z]{3}))-[\w-]{8}\.(?:js|woff2)$/.exec(url) ?? []
  const pack = texts ?? font
  return pack === 'fr' || pack === 'Latn' ? undefined : pack
}
