import { DAY, MINUTE } from '#domain/instant.ts'
import { equalBytes, utf8 } from '#protocol/bytes.ts'
import { codeFromRandom, codeSymbols, enrolmentLink, type DeviceRole } from '#protocol/enrolment.ts'
import { hashOf } from '#protocol/hash.ts'
import { fingerprintOf } from '#protocol/keys.ts'
import { headKeyOf } from '../publishing/head-key.ts'
import type { Installation } from '../installation.ts'

/** How long a code lives: shown on a screen, printed on paper, or typed. */
const lives = { shown: 15 * MINUTE, printed: 7 * DAY, typed: 15 * MINUTE }
const tries = 5
const selectorSymbols = 3

export type CodeFor = { readonly programme: number; readonly structure: string; readonly role: DeviceRole }

/** A link to scan, single use, with the fingerprint of the head key. */
export async function issueLink(installation: Installation, wanted: CodeFor, life: 'shown' | 'printed') {
  const code = codeFromRandom(installation.random(codeSymbols.scanned))
  const expiresAt = await storeCode(installation, wanted, code, lives[life])
  const { publicKey } = await headKeyOf(installation, wanted.programme)
  const link = enrolmentLink({ address: installation.address, code, fingerprint: fingerprintOf(publicKey) })
  return { link, expiresAt }
}

/** Eight symbols to type, single use. */
export async function issueTypedCode(installation: Installation, wanted: CodeFor) {
  const code = codeFromRandom(installation.random(codeSymbols.typed))
  return { code, expiresAt: await storeCode(installation, wanted, code, lives.typed) }
}

export type FoundCode = CodeFor & {
  readonly selector: string
  /** The device that it enrolled already: the same key may hear the same answer again. */
  readonly usedBy: string | undefined
}

/**
 * The code's first symbols find it, the rest proves it: so wrong tries count against one code and no other. A try is
 * taken before it is looked at, and given back when it was right: many at once are not more than five.
 */
export async function findCode(
  { database, now }: Installation,
  code: string,
): Promise<FoundCode | 'unknown-code' | 'expired-code' | 'too-many-tries'> {
  const selector = selectorOf(code)
  const [row] = await database.query<
    FoundCode & { code_hash: Uint8Array; tries_left: number; expires_at: number; used_by: string | null }
  >(
    'UPDATE enrolment_codes SET tries_left = tries_left - 1 WHERE selector = $1 AND tries_left > 0 RETURNING *',
    [selector],
  )
  if (!row) {
    const known = await database.query('SELECT 1 FROM enrolment_codes WHERE selector = $1', [selector])
    return known.length > 0 ? 'too-many-tries' : 'unknown-code'
  }
  if (!equalBytes(row.code_hash, hashOf(utf8(code)))) {
    return row.tries_left > 0 ? 'unknown-code' : 'too-many-tries'
  }
  await database.query(
    'UPDATE enrolment_codes SET tries_left = tries_left + 1 WHERE selector = $1 AND code_hash = $2',
    [selector, row.code_hash],
  )
  if (row.used_by === null && row.expires_at <= now()) return 'expired-code'
  const { programme, structure, role } = row
  return { programme, structure, role, selector, usedBy: row.used_by ?? undefined }
}

async function storeCode({ database, now }: Installation, wanted: CodeFor, code: string, life: number) {
  const expiresAt = now() + life
  await database.query(
    `INSERT INTO enrolment_codes (selector, code_hash, programme, structure, role, tries_left, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (selector) DO UPDATE SET code_hash = excluded.code_hash, programme = excluded.programme,
       structure = excluded.structure, role = excluded.role, tries_left = excluded.tries_left,
       expires_at = excluded.expires_at, used_by = NULL`,
    [selectorOf(code), hashOf(utf8(code)), wanted.programme, wanted.structure, wanted.role, tries, expiresAt],
  )
  return expiresAt
}

/** Typed and scanned codes differ in length, so their selectors never meet. */
function selectorOf(code: string): string {
  return code.length === codeSymbols.typed
    ? code.slice(0, selectorSymbols)
    : code.slice(0, codeSymbols.typed - 2)
}
