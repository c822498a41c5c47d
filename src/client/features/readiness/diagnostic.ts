import type { Instant } from '#domain/instant.ts'
import type { StoreFacts } from '#client/store/describe-store.ts'
import type { TechnicalError } from '#client/store/technical-errors.ts'
import { checkNames, type Findings } from './finding.ts'

/** What a helper from afar wants to know: nothing here names a person, a place, a code or a pass. */
export type DiagnosticFacts = {
  readonly at: Instant
  readonly app: string
  readonly builtAt: Instant
  readonly protocol: number
  /** What the browser says of itself. */
  readonly browser: string
  readonly screen: string
  readonly language: string
  readonly installed: boolean
  /** Bytes, by the browser's own estimate. */
  readonly storage: { readonly usage: number; readonly quota: number } | undefined
  readonly findings: Findings
  readonly store: StoreFacts
  readonly errors: readonly TechnicalError[]
}

/** One fact a line. The words are those of the code, for whoever reads it; times are UTC. */
export function writeDiagnostic(facts: DiagnosticFacts): string {
  const { store, storage } = facts
  const lines: readonly (readonly [string, string | number])[] = [
    ['at', timeOf(facts.at)],
    ['app', `${facts.app}, built ${timeOf(facts.builtAt)}`],
    ['protocol', facts.protocol],
    ['browser', facts.browser],
    ['screen', facts.screen],
    ['language', facts.language],
    ['installed', String(facts.installed)],
    ['storage', storage ? `${storage.usage} of ${storage.quota} bytes` : 'unknown'],
    ...checkNames.map((name) => [`check ${name}`, facts.findings[name]?.word ?? 'unknown'] as const),
    ['schema', store.schema],
    ...Object.entries(store.rows).map(([table, rows]) => [`rows ${table}`, rows] as const),
    ['bytes files', store.bytes.files],
    ['bytes entries', store.bytes.entries],
    ...store.devices.map((device) => ['device', deviceLine(device)] as const),
    ...facts.errors.map((error) => ['error', errorLine(error)] as const),
  ]
  return `${lines.map(([name, value]) => `${name}: ${value}`).join('\n')}\n`
}

function deviceLine(device: StoreFacts['devices'][number]): string {
  const { head } = device
  return [
    device.device,
    device.role,
    device.revoked ? 'revoked' : 'in service',
    `acts ${device.lastSequence}, pending ${device.pending}, kept aside ${device.keptAside}`,
    ...Object.entries(device.byKind).map(([kind, count]) => `${kind} ${count}`),
    head ? `head ${head.number} of ${timeOf(head.issuedAt)}, lists ${head.lists}` : 'no head',
    `clock offset ${device.clockOffset ?? 'unknown'} ms`,
    `last exchange ${timeOf(device.lastExchange)}`,
  ].join('; ')
}

function errorLine({ at, where, name, frames }: TechnicalError): string {
  return `${timeOf(at)} ${where} ${name} ${frames.join(' < ')}`.trim()
}

function timeOf(at: Instant): string {
  const date = new Date(at)
  return Number.isNaN(date.getTime()) ? 'no time' : date.toISOString()
}
