import { fail, ok, type Result } from '#domain/result.ts'
import { utf8 } from '#protocol/bytes.ts'
import { exportAnswer, exportType, largestExport, type ExportAnswer } from '#protocol/export-file.ts'
import { decodeMessage } from '#protocol/message.ts'
import type { SignedFetch } from './signed-fetch.ts'

/** Why a file did not reach the server. Each is a locale key. */
export type BringFailure = 'no-network' | 'not-allowed' | 'too-large'

/** Brings another tablet's file to the server. Bringing it twice changes nothing. */
export async function bringExport(
  fetch: SignedFetch,
  sealed: string,
): Promise<Result<ExportAnswer, BringFailure>> {
  const text = sealed.trim()
  // Four dots part a JWE: a picture or a letter need not travel to be refused.
  if (text.split('.').length !== 5) return ok({ type: 'refused', reason: 'not-an-export' })
  const body = utf8(text)
  if (body.length > largestExport) return fail('too-large')
  try {
    const answer = await fetch({ method: 'POST', path: '/api/exports', body, type: exportType })
    if (!answer.ok) return fail('not-allowed')
    if (answer.value.status === 413) return fail('too-large')
    const read = decodeMessage(exportAnswer, answer.value.bytes)
    return read.ok ? ok(read.value) : fail('no-network')
  } catch {
    return fail('no-network')
  }
}
