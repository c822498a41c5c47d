import type { Batch, PrintedCode } from '#domain/batch.ts'
import { serialOf } from '#domain/batch.ts'
import type { PassKnowledge } from '#domain/pass.ts'
import type { Programme } from '#domain/programme.ts'
import { toHex, type Bytes } from '#protocol/bytes.ts'
import { enrolmentLink, enrolmentRequest, keyIsProven, type EnrolmentResponse } from '#protocol/enrolment.ts'
import { deflate, fileNameOf } from '#protocol/file.ts'
import { signHead, type Head } from '#protocol/head.ts'
import type { IncarnationResponse } from '#protocol/incarnation.ts'
import { decodeEntry, entryHash, noPrevious, openChainEnd } from '#protocol/journal-entry.ts'
import { fingerprintOf, importPublicKey } from '#protocol/keys.ts'
import { decodeMessage, encodeMessage } from '#protocol/message.ts'
import type { EntryOutcome } from '#protocol/outcome.ts'
import { passCodeText, signPassCode } from '#protocol/pass-code.ts'
import { encodePassList, makePassList, type PassList } from '#protocol/pass-list.ts'
import { encodeDelta, makeDelta, mergeDeltas } from '#protocol/pass-list-delta.ts'
import { importHmacKey, makePassNumber } from '#protocol/pass-number.ts'
import { pullRequest, type PullRequest, type PullResponse } from '#protocol/pull.ts'
import { pushRequest, type PushRequest, type PushResponse } from '#protocol/push.ts'
import { encodeRecord, type PublishedKey } from '#protocol/records.ts'
import { nonceHeader, verifyRequest } from '#protocol/signed-request.ts'
import {
  aBatch,
  aBooklet,
  aPass,
  aProgramme,
  aSigningKey,
  aStructure,
  aUuid,
  noon,
  valueOf,
} from '#tests/support/builders.ts'

/**
 * A server in memory that keeps what it is given and answers through the protocol's own encoders: every signature is
 * checked, every entry is kept once. It decides nothing by itself: a test says what becomes of an entry.
 */
export async function startFakeServer(changes: Partial<Programme> = {}) {
  const headKey = await aSigningKey()
  const passKeys = new Map<number, Awaited<ReturnType<typeof aSigningKey>>>()
  const numberKeys = [1, 2].map((seed) => new Uint8Array(32).fill(seed))
  const batches: Batch[] = [aBatch(), aBooklet({ number: 4, firstSerial: 9000 })]
  const keys: PublishedKey[] = []
  const passes = new Map<string, PassKnowledge>()
  const files = new Map<string, Bytes>()
  const versionsByBatch = new Map<number, Version[]>()
  const entries: { readonly bytes: Bytes; readonly hash: Bytes; readonly id: string }[] = []
  const outcomes = new Map<string, EntryOutcome>()
  const structure = aStructure()
  const server = {
    address: 'https://carnet.test',
    now: noon,
    nonce: 'nonce-1',
    epoch: aUuid(900),
    device: aUuid(901),
    headNumber: 0,
    head: undefined as Bytes | undefined,
    entries,
    outcomes,
    files,
    batches,
    keys,
    passes,
    requests: [] as string[],
    /** Served before the request, and possibly instead of the answer. */
    meet: async (_path: string): Promise<'lost-answer' | number | undefined> => undefined,
    /** What becomes of an entry; `held` and `unreadable` keep it aside. */
    judge: (id: string, kind: string): Judgement => ({
      answer: 'recorded',
      outcome: kind === 'redemption' ? anOutcome(id, { type: 'covered', coveredUnits: 1 }) : anOutcome(id),
    }),
    backedUpThrough: 0,
    /** The last pull as it was asked. */
    pulled: undefined as PullRequest | undefined,
    pushed: undefined as PushRequest | undefined,
    status: 'active' as PullResponse['status'],
    /** What becomes of a device of which the server knows more than itself. */
    continues: (): IncarnationResponse => ({
      type: 'continued',
      device: aUuid(902),
      serverTime: server.now,
    }),
    link: enrolmentLink({
      address: 'https://carnet.test',
      code: '7F3K9QWX2M4T',
      fingerprint: fingerprintOf(headKey.raw),
    }),
    /** What a device pins at its enrolment. */
    headKey: headKey.raw,
    /** A device that was enrolled before this server began. */
    recognise: (publicKey: CryptoKey) => void (devices.publicKey = publicKey),
    fetch,
    publish,
    signCode,
    numberOf,
  }
  const devices: { publicKey?: CryptoKey } = {}

  async function publish(
    about: { readonly issuedAt?: number; readonly key?: CryptoKey; readonly spans?: readonly number[] } = {},
  ): Promise<void> {
    const records = {
      programme: await put(encodeRecord('programme', aProgramme(changes))),
      batches: await put(encodeRecord('batches', batches)),
      structures: await put(encodeRecord('structures', [structure])),
      keys: await put(encodeRecord('keys', keys)),
    }
    const lists: Head['lists'][number][] = []
    for (const batch of batches) {
      const list = makePassList(batch, 7, (pass) => passes.get(`${batch.number}/${pass}`) ?? aPass())
      const versions = versionsOf(batch.number)
      const name = await put(encodePassList(list))
      if (versions.at(-1)?.name !== name) versions.push({ name, list })
      lists.push({ batch: batch.number, list: name, deltas: await deltasTo(versions, about.spans ?? []) })
    }
    const { epoch, now } = server
    const issuedAt = about.issuedAt ?? now
    const head = { programme: 7, epoch, number: ++server.headNumber, issuedAt, lists, records }
    server.head = await signHead(head, headKey.keyId, about.key ?? headKey.privateKey)
  }

  function versionsOf(batch: number): Version[] {
    const versions = versionsByBatch.get(batch) ?? []
    versionsByBatch.set(batch, versions)
    return versions
  }

  /** Deltas over so many versions each, where there are so many. */
  async function deltasTo(versions: readonly Version[], spans: readonly number[]) {
    const deltas: Head['lists'][number]['deltas'][number][] = []
    for (const steps of spans) {
      const [base, ...later] = versions.slice(-1 - steps)
      if (!base || later.length < steps) continue
      const [first, ...others] = later.map(({ list }, i) =>
        valueOf(makeDelta((later[i - 1] ?? base).list, list)),
      )
      if (!first) continue
      const delta = await put(encodeDelta(valueOf(mergeDeltas(first, ...others))))
      deltas.push({ steps, base: base.name, delta })
    }
    return deltas
  }

  async function put(content: Bytes): Promise<string> {
    const name = fileNameOf(content)
    if (!files.has(name)) files.set(name, await deflate(content))
    return name
  }

  /** The text of a printed code; its batch's key is published with the next head unless it is another's. */
  async function signCode(code: PrintedCode, programme = 7): Promise<string> {
    const key = passKeys.get(code.batch) ?? (await aSigningKey())
    if (!passKeys.has(code.batch)) {
      passKeys.set(code.batch, key)
      keys.push({ keyId: key.keyId, usage: 'pass', batch: code.batch, publicKey: key.raw })
    }
    return passCodeText(server.address, await signPassCode({ programme, ...code }, key.keyId, key.privateKey))
  }

  async function numberOf(code: PrintedCode, year = 0): Promise<string> {
    const batch = batches.find(({ number }) => number === code.batch)
    const key = await importHmacKey(numberKeys[year] ?? new Uint8Array(32).fill(99))
    return makePassNumber(batch ? serialOf(batch, code) : code.pass, 5, key)
  }

  async function fetch(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    const path = new URL(input instanceof Request ? input.url : input).pathname
    server.requests.push(path)
    const met = await server.meet(path)
    if (typeof met === 'number') return new Response('ours', { status: met })
    const answer = await answerTo(path, init)
    if (met === 'lost-answer') throw new TypeError('fetch failed')
    return answer
  }

  async function answerTo(path: string, init: RequestInit): Promise<Response> {
    const body = init.body instanceof Uint8Array ? new Uint8Array(init.body) : new Uint8Array()
    if (path === '/api/enrolments') return message(await enrol(body))
    if (path === '/api/nonce') return Response.json({ nonce: server.nonce, serverTime: server.now })
    if (path.startsWith('/heads/')) return bytesOrNone(server.head)
    if (path.startsWith('/files/')) return bytesOrNone(files.get(path.split('/').at(-1) ?? ''))
    const headers = new Headers(init.headers)
    const sent = headers.get(nonceHeader) ?? ''
    const asked = { method: init.method ?? 'GET', path, body, nonce: sent }
    const signed =
      sent === server.nonce && devices.publicKey
        ? await verifyRequest(asked, headers.get('Authorization') ?? '', devices.publicKey)
        : { ok: false }
    if (!signed.ok) return new Response(null, { status: 401, headers: { [nonceHeader]: server.nonce } })
    if (path === '/api/incarnations') return message(server.continues())
    return message(path === '/api/push' ? await push(body) : pull(body))
  }

  async function enrol(body: Bytes): Promise<EnrolmentResponse> {
    const request = valueOf(decodeMessage(enrolmentRequest, body))
    const publicKey = await importPublicKey(request.publicKey)
    if (!(await keyIsProven(request.code, request.proof, publicKey)))
      return { type: 'refused', reason: 'bad-proof' }
    devices.publicKey = publicKey
    const { device, epoch, now } = server
    return {
      type: 'enrolled',
      device,
      programme: 7,
      structure: structure.id,
      role: 'desk',
      headKey: headKey.raw,
      numberKeys,
      epoch,
      serverTime: now,
    }
  }

  async function push(body: Bytes): Promise<PushResponse> {
    const request = valueOf(decodeMessage(pushRequest, body))
    server.pushed = request
    const end = devices.publicKey && valueOf(await openChainEnd(request.chainEnd, devices.publicKey))
    const answers = request.entries.map(({ bytes, hash }) => (hash ? keepDamaged(bytes, hash) : keep(bytes)))
    const { bytes, hash: named } = request.entries.at(-1) ?? { bytes: new Uint8Array() }
    const last = named ?? entryHash(bytes)
    if (!end || toHex(end.hash) !== toHex(last)) throw new Error('the chain end is another entry')
    const { sequence, hash } = chain()
    return {
      protocol: 1,
      serverTime: server.now,
      epoch: server.epoch,
      answers,
      acknowledged: { sequence, hash, mac: new Uint8Array(32) },
      backedUpThrough: server.backedUpThrough,
    }
  }

  /** In its place: what follows names it by this hash. */
  function keepDamaged(bytes: Bytes, hash: Bytes): PushResponse['answers'][number] {
    if (!entries.some((entry) => toHex(entry.hash) === toHex(hash))) entries.push({ bytes, hash, id: '' })
    return { hash, answer: 'unreadable', reason: 'damaged', outcome: null }
  }

  function keep(bytes: Bytes): PushResponse['answers'][number] {
    const { id, kind } = valueOf(decodeEntry(bytes))
    const hash = entryHash(bytes)
    const known = entries.some((entry) => toHex(entry.hash) === toHex(hash))
    const judged = server.judge(id, kind)
    if (!known) entries.push({ bytes, hash, id })
    if (!known && judged.outcome) outcomes.set(id, judged.outcome)
    const answer = known && judged.answer === 'recorded' ? 'known' : judged.answer
    return { hash, answer, reason: judged.reason ?? '', outcome: outcomes.get(id) ?? null }
  }

  function pull(body: Bytes): PullResponse {
    const request = valueOf(decodeMessage(pullRequest, body))
    server.pulled = request
    for (const { entry, number, firstHead } of request.stored) {
      const known = outcomes.get(entry)
      if (known?.number === number && known.firstHead === firstHead) outcomes.delete(entry)
    }
    return {
      protocol: 1,
      serverTime: server.now,
      epoch: server.epoch,
      outcomes: [...outcomes.values()],
      more: false,
      chain: chain(),
      backedUpThrough: server.backedUpThrough,
      status: server.status,
    }
  }

  function chain() {
    const last = entries.at(-1)
    return { sequence: entries.length, hash: last?.hash ?? noPrevious }
  }

  return server
}

type Version = { readonly name: string; readonly list: PassList }

export type FakeServer = Awaited<ReturnType<typeof startFakeServer>>

export type Judgement = {
  readonly answer: PushResponse['answers'][number]['answer']
  readonly outcome: EntryOutcome | undefined
  readonly reason?: string
}

export function anOutcome(entry: string, changes: Partial<EntryOutcome> = {}): EntryOutcome {
  return {
    entry,
    number: 1,
    type: 'noted',
    coveredUnits: 0,
    honouredUnits: 0,
    reason: '',
    firstHead: null,
    ...changes,
  }
}

function message(content: object): Response {
  return new Response(encodeMessage(content))
}

function bytesOrNone(bytes: Bytes | undefined): Response {
  return bytes ? new Response(bytes) : new Response(null, { status: 404 })
}
