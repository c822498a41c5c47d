import type { Instant } from '#domain/instant.ts'
import type { FoundPass } from '#client/store/look-up-pass.ts'
import { readOwnUses } from '#client/store/own-uses.ts'
import { tripleOf } from '#client/store/read-code.ts'
import { askPassUses } from '#client/sync/ask-pass-uses.ts'
import type { Link } from '#client/sync/link.ts'
import type { ProvenPass } from '#protocol/journal-entry.ts'
import type { PassUse } from '#protocol/pass-uses.ts'

/** The lines of a pass that a person may point at, and who says so. */
export type PassUses =
  | { readonly type: 'server'; readonly lines: readonly PassUse[]; readonly knownAt: Instant }
  /** Without a network, what this device took itself; `elsewhere`: units used of which it knows no line. */
  | {
      readonly type: 'device'
      readonly lines: readonly PassUse[]
      readonly elsewhere: number | undefined
      readonly knownAt: Instant
    }
  | { readonly type: 'refused'; readonly reason: 'unknown-pass' | 'later' | 'revoked' }

/** The server's word when it answers, with what was contested here since; else what this device knows. */
export async function readPassUses(link: Link, pass: FoundPass): Promise<PassUses> {
  const { store, device } = link
  const nothing = { lines: [], contested: new Set<string>() }
  const own = pass.code ? await readOwnUses(store, device, pass.code) : nothing
  const said = await askPassUses(link, provenOf(pass))
  if (said.type === 'refused') return said
  if (said.type === 'uses') {
    const lines = said.lines.map((line) =>
      own.contested.has(line.entry) && line.standing === 'counts'
        ? { ...line, standing: 'contested' as const }
        : line,
    )
    return { type: 'server', lines, knownAt: said.knownAt }
  }
  return { type: 'device', lines: own.lines, elsewhere: elsewhereOf(pass, own.lines), knownAt: pass.knownAt }
}

function elsewhereOf({ batch, left }: FoundPass, lines: readonly PassUse[]): number | undefined {
  if (!batch || !left) return undefined
  const here = lines.reduce((units, line) => units + line.units, 0)
  return Math.max(0, batch.units - left.remaining - here)
}

function provenOf({ named, code }: FoundPass): ProvenPass {
  if ('read' in named) return { code: tripleOf(named.read.code), proof: named.read.proof }
  return { code: tripleOf(code ?? null), proof: { handover: named.handover } }
}
