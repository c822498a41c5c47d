import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { french, languages } from '#client/i18n/languages.ts'
import { tidyFolder, type TidyFolder } from './texts/language-folder.ts'
import { readFolder } from './texts/read-folders.ts'
import { byStem, flatTexts, type TextFile } from './texts/text-file.ts'
import { stateOf, type TextState } from './texts/text-status.ts'

/**
 * `npm run texts`: puts every file of `locales` in the order of French, adds what is due, marks what is stale, and says
 * how far each language is. `npm run texts -- ta` names what Tamil still lacks, with the French.
 */
const listed = new Set(process.argv.slice(2))
const sources = readFolder(french.code).files

for (const { code } of languages.filter(({ code }) => code !== french.code)) {
  if (!existsSync(`locales/${code}`)) mkdirSync(`locales/${code}`)
  const folder = tidyFolder(readFolder(code), sources)
  for (const [namespace, file] of folder.files) write(`locales/${code}/${namespace}.json`, file)
  write(`locales/${code}/status.json`, folder.status)
  console.log(summaryOf(folder))
  if (listed.has(code)) sayWhatLacks(folder)
}

function write(path: string, content: object): void {
  writeFileSync(path, `${JSON.stringify(content, null, 2)}\n`)
}

function summaryOf({ code, status }: TidyFolder): string {
  const states = Object.values(status.texts).flatMap((texts) => Object.values(texts).map(stateOf))
  const count = (state: TextState) => `${states.filter((one) => one === state).length}`.padStart(4)
  const counts = (['draft', 'reviewed', 'stale', 'french', 'missing'] as const).map(
    (state) => `${count(state)} ${state}`,
  )
  return `${code.padEnd(10)} ${counts.join(' ')}   offered: ${status.offer}`
}

function sayWhatLacks({ status }: TidyFolder): void {
  for (const [namespace, texts] of Object.entries(status.texts)) {
    const french = byStem(flatTexts(sources.get(namespace) as TextFile))
    for (const [stem, said] of Object.entries(texts)) {
      const state = stateOf(said)
      if (state === 'stale' || state === 'missing') {
        console.log(`  ${state.padEnd(8)} ${namespace}:${stem}  ${french.get(stem)?.at(-1) ?? ''}`)
      }
    }
  }
}
