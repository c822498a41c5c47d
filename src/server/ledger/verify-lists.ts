import type { Batch } from '#domain/batch.ts'
import { stateOfPass, untouchedPass, type PassKnowledge, type PassState } from '#domain/pass.ts'
import type { Bytes } from '#protocol/bytes.ts'
import { fileNameOf, type FileName } from '#protocol/file.ts'
import { filesOf } from '#protocol/head.ts'
import { decodePassList, lookUpPass } from '#protocol/pass-list.ts'
import { inflated, readAllDeflated } from '../publishing/files.ts'
import { newestHead, openOwnHead } from '../publishing/publish.ts'
import { compare, type Finding, type Verified } from './finding.ts'

/** The lists of the newest head say what the store says of each pass for which no change waits. */
export async function verifyLists(verified: Verified): Promise<readonly Finding[]> {
  const { queries, programme, batches } = verified
  const newest = await newestHead(queries, programme.number)
  if (!newest) return compare('head-missing', `programme/${programme.number}`, 'a head', 'none')
  const head = openOwnHead(newest.bytes)
  const changes = await waitingChanges(verified)
  const findings: Finding[] = []
  const files = await readAllDeflated(queries, programme.number, filesOf(head))
  for (const name of filesOf(head)) findings.push(...(await verifyFile(name, files.get(name))))
  for (const batch of batches) {
    if (changes.has(`${batch.number}`)) continue
    const list = head.lists.find((named) => named.batch === batch.number)?.list
    findings.push(
      ...(await verifyList(verified, batch, list === undefined ? undefined : files.get(list), changes)),
    )
  }
  return findings
}

/** Undefined where there is no such file, or a damaged one. */
async function contentOf(deflated: Uint8Array | undefined): Promise<Bytes | undefined> {
  return deflated && inflated(deflated).catch(() => undefined)
}

async function verifyFile(name: FileName, deflated: Uint8Array | undefined): Promise<readonly Finding[]> {
  const content = await contentOf(deflated)
  return compare('file-missing', `file/${name}`, name, content ? fileNameOf(content) : 'none')
}

async function verifyList(
  { queries, programme }: Verified,
  batch: Batch,
  deflated: Uint8Array | undefined,
  changes: ReadonlySet<string>,
): Promise<readonly Finding[]> {
  const content = await contentOf(deflated)
  const list = content ? decodePassList(content) : undefined
  if (!list?.ok) return compare('list-missing', `batch/${batch.number}`, 'a list', 'none')
  const rows = await queries.query<{ pass: number; state: PassState; used: number; cheques: number[] }>(
    'SELECT pass, state, used, cheques FROM passes WHERE programme = $1 AND batch = $2',
    [programme.number, batch.number],
  )
  const rowByPass = new Map(rows.map((row) => [row.pass, row]))
  const findings = [
    ...compare('list-differs', `batch/${batch.number}`, batch.passes + batch.spares, list.value.passes),
  ]
  for (let pass = 0; pass < list.value.passes; pass++) {
    if (changes.has(`${batch.number}/${pass}`)) continue
    const row = rowByPass.get(pass)
    const expected = row
      ? { state: stateOfPass(batch, pass, row.state), used: row.used, cheques: new Set(row.cheques) }
      : untouchedPass(batch, pass)
    findings.push(
      ...compare(
        'list-differs',
        `batch/${batch.number}/pass/${pass}`,
        told(expected),
        told(lookUpPass(list.value, pass)),
      ),
    )
  }
  return findings
}

function told(known: PassKnowledge | undefined) {
  return known && { state: known.state, used: known.used, cheques: [...known.cheques].sort((a, b) => a - b) }
}

/** `BATCH` for a change of the whole batch, `BATCH/PASS` for one pass. */
async function waitingChanges({ queries, programme }: Verified): Promise<ReadonlySet<string>> {
  const rows = await queries.query<{ batch: number; pass: number | null }>(
    'SELECT batch, pass FROM pass_changes WHERE programme = $1',
    [programme.number],
  )
  return new Set(rows.map(({ batch, pass }) => (pass === null ? `${batch}` : `${batch}/${pass}`)))
}
