import { readSources } from './sources.ts'

const physical =
  /(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right)(?:-\w+)?|border-(?:top|bottom)-(?:left|right)-radius|left|right)\s*:|(?<![\w-])(?:text-align|float|clear)\s*:\s*(?:left|right)\b|:dir\(/

/**
 * Where a style names left or right instead of start or end: it would stay behind when Arabic mirrors the screen. `:dir()` would
 * too: the build writes a list of languages in its place, which neither holds for all of ours nor sees the attribute `dir`.
 */
export function physicalDirections(path: string, css: string): readonly string[] {
  const withoutComments = css.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '))
  return withoutComments
    .split('\n')
    .flatMap((line, index) => (physical.test(line) ? `${path}:${index + 1}: ${line.trim()}` : []))
}

if (import.meta.main) {
  const styles = await readSources(['src/**/*.css'])
  const found = [...styles].flatMap(([path, css]) => physicalDirections(path, css))
  for (const place of found)
    console.error(`A physical direction, use inline-start, inline-end or --forward: ${place}`)
  process.exitCode = found.length > 0 ? 1 : 0
}
