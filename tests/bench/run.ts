import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { buildApp } from '#server/commands/build-app.ts'
import { measureColdStart } from './cold-start.ts'
import { measureCommits } from './commits.ts'
import { measureDeltas } from './deltas.ts'
import { measureDiskFull } from './disk-full.ts'
import { measureEagerJs } from './eager-js.ts'
import type { Figure } from './figure.ts'
import { measureLanguagePacks } from './language-packs.ts'
import { countLines } from './lines.ts'
import { cutPower } from './power-cut.ts'
import { decoderNames, type DecoderName } from './scan-page/decoder-names.ts'
import { measureScan } from './scan.ts'
import { measureVerdict } from './verdict.ts'

/** `npm run bench -- [name …] [--json FILE] [--decoder NAME …]`: all benches, or those that are named; scan with these decoders alone. */
const benches: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  'eager-js': measureEagerJs,
  'language-packs': measureLanguagePacks,
  'cold-start': measureColdStart,
  verdict: measureVerdict,
  scan: () => measureScan(decodersNamed()),
  deltas: measureDeltas,
  'disk-full': measureDiskFull,
  lines: countLines,
  commits: measureCommits,
  'power-cut': cutPower,
}
/** They measure no app. */
const withoutApp = ['scan', 'deltas', 'lines', 'commits', 'power-cut']

const { values, positionals } = parseArgs({
  options: { json: { type: 'string' }, decoder: { type: 'string', multiple: true } },
  allowPositionals: true,
})
const unknown = positionals.filter((name) => !(name in benches))
if (unknown.length > 0) {
  throw new Error(`No bench is called ${unknown.join(', ')}: there are ${Object.keys(benches).join(', ')}`)
}

const chosen = positionals.length > 0 ? positionals : Object.keys(benches)
if (chosen.some((name) => !withoutApp.includes(name))) await buildApp()
const figures: Figure[] = []
for (const [name, measure] of Object.entries(benches)) {
  if (!chosen.includes(name)) continue
  for (const figure of await measure()) {
    figures.push(figure)
    console.log(`${figure.name.padEnd(64)} ${figure.value} ${figure.unit}`)
  }
}
if (values.json !== undefined) writeFileSync(values.json, `${JSON.stringify(figures, null, 2)}\n`)

function decodersNamed(): readonly DecoderName[] {
  const { decoder = decoderNames } = values
  const known = decoderNames.filter((name) => decoder.includes(name))
  if (known.length < decoder.length) throw new Error(`The decoders are ${decoderNames.join(', ')}`)
  return known
}
