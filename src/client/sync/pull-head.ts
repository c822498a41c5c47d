import { fail, ok, type Result } from '#domain/result.ts'
import { missingFiles, storeHead } from '#client/store/stored-heads.ts'
import { equalBytes, type Bytes } from '#protocol/bytes.ts'
import { fileNameOf, inflate, type FileName } from '#protocol/file.ts'
import { filesOf, openHead, type Head } from '#protocol/head.ts'
import { importPublicKey } from '#protocol/keys.ts'
import { decodeRecord, recordNames } from '#protocol/records.ts'
import type { Link, PauseReason } from './link.ts'
import { answerWithin } from './signed-fetch.ts'

/**
 * The newest head becomes the device's knowledge once every file that it names is here and is what its name says.
 * A head older than the one we hold, as an old cache may serve, is left alone.
 */
export async function pullHead(link: Link): Promise<Result<'pulled', PauseReason>> {
  const { store, device, programme } = link
  const bytes = await fetchBytes(link, `/heads/${programme}`, 'no-cache')
  const held = await store.heads.get(device)
  if (!bytes || (held && equalBytes(held.bytes, bytes))) return ok('pulled')
  const opened = await openHead(bytes, await importPublicKey(link.headKey))
  if (!opened.ok) return refuse(opened.error)
  const head = opened.value
  if (head.programme !== programme) return fail('untrusted-head')
  if (held && head.issuedAt < held.head.issuedAt) return ok('pulled')
  const contents = await fetchFiles(link, await missingFiles(store, programme, filesOf(head)))
  if (!recordsAreReadable(head, contents)) return fail('update-first')
  await storeHead(store, { device, programme, bytes, head }, contents)
  return ok('pulled')
}

/** Some network's own page instead of a head: the world is absent. */
function refuse(why: 'not-a-head' | 'bad-signature' | 'unknown-version'): Result<'pulled', PauseReason> {
  if (why === 'not-a-head') throw new Error('What came is not a head.')
  return fail(why === 'unknown-version' ? 'update-first' : 'untrusted-head')
}

/** A few at a time: a slow line then finishes some instead of timing out on all. */
async function fetchFiles(link: Link, names: readonly FileName[]): Promise<ReadonlyMap<FileName, Bytes>> {
  const contents = new Map<FileName, Bytes>()
  for (let i = 0; i < names.length; i += atOnce) {
    const fetched = names.slice(i, i + atOnce).map(async (name) => {
      const bytes = await fetchBytes(link, `/files/${link.programme}/${name}`, 'default')
      const content = bytes && (await inflate(bytes))
      if (!content || fileNameOf(content) !== name) throw new Error(`Not the file of its name: ${name}.`)
      contents.set(name, content)
    })
    await Promise.all(fetched)
  }
  return contents
}

/** A list that this app cannot read costs one batch; a record costs everything, so the head before it stays. */
function recordsAreReadable(head: Head, contents: ReadonlyMap<FileName, Bytes>): boolean {
  return recordNames.every((name) => {
    const content = contents.get(head.records[name])
    return !content || decodeRecord(name, content).ok
  })
}

/** Undefined when the server has none. */
async function fetchBytes(link: Link, path: string, cache: RequestCache): Promise<Bytes | undefined> {
  const response = await link.world.fetch(`${link.address}${path}`, {
    cache,
    credentials: 'omit',
    redirect: 'error',
    signal: link.world.signalAfter(answerWithin),
  })
  if (response.status === 404) return undefined
  if (!response.ok) throw new Error(`The server answered ${response.status} to ${path}.`)
  return new Uint8Array(await response.arrayBuffer())
}

const atOnce = 4
