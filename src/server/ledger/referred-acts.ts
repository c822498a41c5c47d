import type { PrintedCode } from '#domain/batch.ts'
import type { Queries } from '../database/database.ts'
import type { EntryContent, FormerPass } from './read-entry.ts'
import type { RecordContext } from './record-context.ts'

/** The act that another one undoes, contests or tells of. */
export type Target = {
  readonly entry: string
  /** Undefined while nobody can tell its pass. */
  readonly code: PrintedCode | undefined
  readonly device: string
  readonly structure: string
  readonly kind: string
  readonly held: '' | 'fork' | 'revoked'
}

/** What an entry says, with what the acts that it refers to say. */
export type Resolved = Pick<EntryContent, 'code' | 'proof'> & {
  readonly target: Target | undefined
  readonly former: Pick<EntryContent, 'code' | 'proof'> | undefined
}

export async function resolveEntry(
  queries: Queries,
  context: RecordContext,
  content: EntryContent,
): Promise<Resolved> {
  const target = content.target === undefined ? undefined : await findTarget(queries, context, content.target)
  const own = await provenByHandover(queries, context, content)
  const former = content.former && (await provenByHandover(queries, context, content.former))
  return { code: own.code ?? target?.code, proof: own.proof, target, former }
}

async function findTarget(
  queries: Queries,
  context: RecordContext,
  target: string,
): Promise<Target | undefined> {
  const [row] = await queries.query<Omit<Target, 'code'> & NamedCode>(
    `SELECT entry, batch, pass, cheque, device, structure, kind, held FROM entries
     WHERE programme = $1 AND entry = $2`,
    [context.programme.number, target],
  )
  if (!row) return undefined
  const { batch, pass, cheque, ...said } = row
  return { ...said, code: batch === null || pass === null ? undefined : { batch, pass, cheque } }
}

type NamedCode = { readonly batch: number | null; readonly pass: number | null; readonly cheque: number }

/** In whose chain a handover is looked for. */
type HandingDevice = {
  readonly programme: Pick<RecordContext['programme'], 'number'>
  readonly device: Pick<RecordContext['device'], 'device'>
}

/** A handover of the same device, with a proof of its own and not undone, proves the pass that it gave. */
export async function provenByHandover(
  queries: Queries,
  context: HandingDevice,
  { code, proof, handover }: FormerPass,
): Promise<Pick<EntryContent, 'code' | 'proof'>> {
  if (handover === undefined) return { code, proof }
  const [given] = await queries.query<PrintedCode>(
    `SELECT h.batch, h.pass, h.cheque FROM entries h
     WHERE h.programme = $1 AND h.entry = $2 AND h.device = $3 AND h.kind = 'handover' AND h.held = ''
       AND h.conformance = 'conformant' AND NOT EXISTS (
         SELECT 1 FROM entries u WHERE u.programme = $1 AND u.target = h.entry AND u.held = ''
           AND u.conformance = 'conformant' AND u.kind = 'handover-undo')`,
    [context.programme.number, handover, context.device.device],
  )
  if (!given) return { code, proof: 'fails' }
  const isSame = !code || (code.batch === given.batch && code.pass === given.pass)
  return { code: code ?? given, proof: isSame ? 'holds' : 'fails' }
}
