import { fail, ok, type Result } from '#domain/result.ts'
import { parseSign1 } from '#protocol/cose.ts'
import { fileNameOf, inflate, type FileName } from '#protocol/file.ts'
import { decodeHead } from '#protocol/head.ts'
import { decodeRecord } from '#protocol/records.ts'
import type { KnownPlaces } from './known-places.ts'

/**
 * The venues that a programme publishes for everybody: two of the files that its newest head names. A phone without an
 * enrolment has no key to check the head's signature with: it believes the address that it asks, as it does for a
 * balance. A file whose name is known is not fetched again.
 */
export async function fetchPlaces(
  programme: number,
  known: KnownPlaces | undefined,
  ask: typeof fetch = fetch,
): Promise<Result<KnownPlaces, 'offline' | 'unreadable'>> {
  try {
    const envelope = parseSign1(await fetchBytes(`/heads/${programme}`, 'no-cache', ask))
    const head = envelope.ok ? decodeHead(envelope.value.payload) : envelope
    if (!head.ok || head.value.programme !== programme) return fail('unreadable')
    const { issuedAt, records } = head.value
    if (
      known &&
      records.structures === known.files.structures &&
      records.programme === known.files.programme
    ) {
      return ok({ ...known, at: issuedAt })
    }
    const [structures, record] = await Promise.all([
      fetchFile(programme, records.structures, ask).then((content) => decodeRecord('structures', content)),
      fetchFile(programme, records.programme, ask).then((content) => decodeRecord('programme', content)),
    ])
    if (!structures.ok || !record.ok) return fail('unreadable')
    const { services, timeZone } = record.value
    return ok({
      programme,
      at: issuedAt,
      timeZone,
      services,
      structures: structures.value,
      files: { structures: records.structures, programme: records.programme },
    })
  } catch {
    return fail('offline')
  }
}

async function fetchFile(programme: number, name: FileName, ask: typeof fetch) {
  const content = await inflate(await fetchBytes(`/files/${programme}/${name}`, 'default', ask))
  if (fileNameOf(content) !== name) throw new Error(`Not the file of its name: ${name}.`)
  return content
}

async function fetchBytes(path: string, cache: RequestCache, ask: typeof fetch) {
  const response = await ask(path, { cache, credentials: 'omit', signal: AbortSignal.timeout(longestWait) })
  if (!response.ok) throw new Error(`The server answered ${response.status} to ${path}.`)
  return new Uint8Array(await response.arrayBuffer())
}

/** Milliseconds. */
const longestWait = 20_000
