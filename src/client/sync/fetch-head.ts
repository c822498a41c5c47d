import { fail, ok, type Result } from '#domain/result.ts'
import { isOlder, missingFiles, type HeadWithFiles } from '#client/store/stored-heads.ts'
import { equalBytes, type Bytes } from '#protocol/bytes.ts'
import { fileNameOf, type FileName } from '#protocol/file.ts'
import { filesOf, openHead, type Head } from '#protocol/head.ts'
import { importPublicKey } from '#protocol/keys.ts'
import { decodeRecord, recordNames } from '#protocol/records.ts'
import { fetchBytes, fetchContent } from './fetch-bytes.ts'
import type { Link, PauseReason } from './link.ts'
import { listByDelta, listSteps, type ListStep } from './list-by-delta.ts'

/**
 * The newest head with every file of it that the device lacks, each checked to be what its name says: ready to become
 * the device's knowledge. A list comes as what changed where that leads to it, and whole where it does not. Undefined
 * when there is nothing newer: a head older than the one we hold, as an old cache may serve, is left alone.
 */
export async function fetchHead(link: Link): Promise<Result<HeadWithFiles | undefined, PauseReason>> {
  const { store, device, programme } = link
  const bytes = await fetchBytes(link, `/heads/${programme}`, 'no-cache')
  const held = await store.heads.get(device)
  if (!bytes || (held && equalBytes(held.bytes, bytes))) return ok(undefined)
  const opened = await openHead(bytes, await importPublicKey(link.headKey))
  if (!opened.ok) return refuse(opened.error)
  const head = opened.value
  if (head.programme !== programme) return fail('untrusted-head')
  if (held && isOlder(head, held.head)) return ok(undefined)
  const missing = await missingFiles(store, programme, filesOf(head))
  const contents = await fetchFiles(link, missing, listSteps(held?.head, head))
  if (!recordsAreReadable(head, contents)) return fail('update-first')
  return ok({ next: { device, programme, bytes, head }, contents })
}

/** Some network's own page instead of a head: the world is absent. */
function refuse(why: 'not-a-head' | 'bad-signature' | 'unknown-version'): Result<never, PauseReason> {
  if (why === 'not-a-head') throw new Error('What came is not a head.')
  return fail(why === 'unknown-version' ? 'update-first' : 'untrusted-head')
}

/** A few at a time: a slow line then finishes some instead of timing out on all. */
async function fetchFiles(
  link: Link,
  names: readonly FileName[],
  steps: ReadonlyMap<FileName, ListStep>,
): Promise<ReadonlyMap<FileName, Bytes>> {
  const contents = new Map<FileName, Bytes>()
  for (let i = 0; i < names.length; i += atOnce) {
    const fetched = names.slice(i, i + atOnce).map(async (name) => {
      const step = steps.get(name)
      contents.set(name, (step && (await listByDelta(link, step))) ?? (await wholeFile(link, name)))
    })
    await Promise.all(fetched)
  }
  return contents
}

async function wholeFile(link: Link, name: FileName): Promise<Bytes> {
  const content = await fetchContent(link, name)
  if (!content || fileNameOf(content) !== name) throw new Error(`Not the file of its name: ${name}.`)
  return content
}

/** A list that this app cannot read costs one batch; a record costs everything, so the head before it stays. */
function recordsAreReadable(head: Head, contents: ReadonlyMap<FileName, Bytes>): boolean {
  return recordNames.every((name) => {
    const content = contents.get(head.records[name])
    return !content || decodeRecord(name, content).ok
  })
}

const atOnce = 4
