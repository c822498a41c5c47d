import { decideHandover, type HandoverCategories, type HandoverFlag } from '#domain/handover.ts'
import type { PrintedCode } from '#domain/batch.ts'
import type { Knowledge, OwnActs } from '#domain/knowledge.ts'
import { decideRedemption, unitsToTake } from '#domain/redemption.ts'
import { serviceOf } from '#domain/programme.ts'
import { isYes, type Verdict } from '#domain/verdict.ts'
import type { Bytes } from '#protocol/bytes.ts'
import { encodeCbor } from '#protocol/cbor.ts'
import { enrolmentResponse, parseEnrolmentLink, proveKey } from '#protocol/enrolment.ts'
import { inflate } from '#protocol/file.ts'
import { openHead, type Head } from '#protocol/head.ts'
import {
  encodeEntry,
  entryHash,
  noPrevious,
  personalHash,
  signChainEnd,
  type EntryBodies,
  type EntryKind,
  type PersonalPart,
  type Proof,
} from '#protocol/journal-entry.ts'
import { exportPublicKey, importPublicKey, keyIdOf, makeSigningKey } from '#protocol/keys.ts'
import { decodeMessage, encodeMessage } from '#protocol/message.ts'
import type { EntryOutcome } from '#protocol/outcome.ts'
import { decodePassList, lookUpPass, type PassList } from '#protocol/pass-list.ts'
import { pullResponse, type PullRequest } from '#protocol/pull.ts'
import { pushLimits, pushResponse, type PushResponse, type SentEntry } from '#protocol/push.ts'
import { decodeRecord, type RecordName, type Records } from '#protocol/records.ts'
import { nonceHeader, signRequest } from '#protocol/signed-request.ts'
import { protocolVersion } from '#protocol/version.ts'
import { uuidV7, type Uuid } from '#protocol/uuid.ts'

type SentAs = { readonly sequence?: number; readonly shown?: PullRequest['acknowledged'] }

/** What a virtual device needs of the world: a server to ask, a clock, randomness. */
export type DeviceWorld = {
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>
  readonly now: () => number
  readonly random: (length: number) => Bytes
}

type Act = {
  readonly id: Uuid
  readonly kind: EntryKind
  readonly bytes: Bytes
  readonly personal: PersonalPart | null
  readonly code: PrintedCode | undefined
  readonly units: number
  readonly service: string
  readonly target: Uuid | undefined
  readonly at: number
}

export type VirtualDevice = Awaited<ReturnType<typeof enrolVirtualDevice>>

/** A device in memory that enrols, decides, chains, signs and pushes exactly as a tablet does, through the same routes. */
export async function enrolVirtualDevice(world: DeviceWorld, link: string, name: string) {
  const keys = await makeSigningKey({ extractable: false })
  const publicKey = await exportPublicKey(keys.publicKey)
  const keyId = keyIdOf(publicKey)
  const parsed = parseEnrolmentLink(link)
  const code = parsed.ok ? parsed.value.code : link
  const proof = await proveKey(code, keyId, keys.privateKey)
  const answer = await world.ask('/api/enrolments', {
    method: 'POST',
    body: encodeMessage({ protocol: protocolVersion, code, publicKey, proof, name, app: 'virtual' }),
  })
  const enrolled = decodeMessage(enrolmentResponse, new Uint8Array(await answer.arrayBuffer()))
  if (!enrolled.ok || enrolled.value.type === 'refused') {
    throw new Error(`not enrolled: ${enrolled.ok ? enrolled.value.type : enrolled.error}`)
  }
  const { device, programme, structure, exportKey, ticket } = enrolled.value
  const headKey = await importPublicKey(enrolled.value.headKey)

  const acts: Act[] = []
  const outcomes = new Map<Uuid, EntryOutcome>()
  let stored: { entry: Uuid; number: number; firstHead: number | null }[] = []
  let pushedThrough = 0
  let epoch = enrolled.value.epoch
  let backedUpThrough = 0
  let acknowledged: PullRequest['acknowledged']
  let head: Head | undefined
  let records: Records | undefined
  let lists = new Map<number, PassList>()
  let nonce = ''

  async function ask(method: string, path: string, body: Bytes = new Uint8Array(0)): Promise<Response> {
    for (let attempt = 1; ; attempt++) {
      const authorization = await signRequest({ method, path, body, nonce }, device, keys.privateKey)
      const headers = { Authorization: authorization, [nonceHeader]: nonce }
      const response = await world.ask(path, method === 'GET' ? { headers } : { method, headers, body })
      nonce = response.headers.get(nonceHeader) ?? nonce
      if (response.status !== 401 || attempt > 1) return response
    }
  }

  async function pull(): Promise<void> {
    const request = {
      protocol: protocolVersion,
      app: 'virtual',
      head: head?.number ?? 0,
      chainEnd: acts.length,
      unsent: unsent(),
      stored,
      ...(acknowledged && { acknowledged }),
    }
    const response = await ask('POST', '/api/pull', encodeMessage(request))
    const pulled = decodeMessage(pullResponse, new Uint8Array(await response.arrayBuffer()))
    if (!pulled.ok) throw new Error(`pull answered ${response.status}`)
    stored = []
    backedUpThrough = pulled.value.backedUpThrough
    if (pulled.value.epoch !== epoch) {
      epoch = pulled.value.epoch
      pushedThrough = Math.min(pushedThrough, pulled.value.chain.sequence)
      for (const act of acts.slice(pushedThrough)) outcomes.delete(act.id)
    }
    keep(pulled.value.outcomes)
    await takeHead()
  }

  function keep(learnt: readonly EntryOutcome[]): void {
    for (const outcome of learnt) {
      outcomes.set(outcome.entry, outcome)
      stored.push({ entry: outcome.entry, number: outcome.number, firstHead: outcome.firstHead })
    }
  }

  async function takeHead(): Promise<void> {
    const response = await world.ask(`/heads/${programme}`)
    if (response.status === 404) return
    const opened = await openHead(new Uint8Array(await response.arrayBuffer()), headKey)
    if (!opened.ok) throw new Error(`head refused: ${opened.error}`)
    if (head && opened.value.issuedAt <= head.issuedAt) return
    const names = opened.value.records
    records = {
      programme: await readRecord('programme', names.programme),
      batches: await readRecord('batches', names.batches),
      structures: await readRecord('structures', names.structures),
      keys: await readRecord('keys', names.keys),
    }
    const read = new Map<number, PassList>()
    for (const { batch, list } of opened.value.lists) {
      const known = head?.lists.find((before) => before.batch === batch && before.list === list)
      const kept = known && lists.get(batch)
      if (kept) {
        read.set(batch, kept)
        continue
      }
      const decoded = decodePassList(await readFile(list))
      if (!decoded.ok) throw new Error(`list refused: ${decoded.error}`)
      read.set(batch, decoded.value)
    }
    lists = read
    head = opened.value
  }

  async function readRecord<Name extends RecordName>(of: Name, file: string): Promise<Records[Name]> {
    const kept = head?.records[of] === file ? records?.[of] : undefined
    if (kept) return kept
    const record = decodeRecord(of, await readFile(file))
    if (!record.ok) throw new Error(`record refused: ${record.error}`)
    return record.value
  }

  async function readFile(file: string): Promise<Bytes> {
    return inflate(new Uint8Array(await (await world.ask(`/files/${programme}/${file}`)).arrayBuffer()))
  }

  function knowledgeOf(printed: PrintedCode): Knowledge {
    const own = records?.structures.find(({ id }) => id === structure)
    if (!records || !own) throw new Error('a virtual device pulls before it acts')
    const list = lists.get(printed.batch)
    return {
      programme: records.programme,
      structure: own,
      head,
      batch: records.batches.find((batch) => batch.number === printed.batch),
      pass: list && lookUpPass(list, printed.pass),
    }
  }

  function ownActs(printed: PrintedCode): OwnActs {
    const voids = new Map(acts.filter((act) => act.kind === 'void').map((act) => [act.target, act]))
    const undone = new Set(acts.filter((act) => act.kind === 'handover-undo').map((act) => act.target))
    const redemptions = acts.filter((act) => act.kind === 'redemption')
    const handover = acts.find(
      (act) => act.kind === 'handover' && isSame(act.code, printed) && !undone.has(act.id),
    )
    const open = redemptions.filter((act) => !inList(act) && !voids.has(act.id))
    return {
      uses: redemptions
        .filter((act) => isSame(act.code, printed))
        .map((act) => {
          const undo = voids.get(act.id)
          return {
            units: (inList(act) ? outcomes.get(act.id)?.heldUnits : undefined) ?? act.units,
            cheque: act.code?.cheque ?? 0,
            service: act.service,
            at: act.at,
            inList: inList(act),
            voided: undo ? (inList(undo) ? 'in-list' : 'not-in-list') : 'no',
          }
        }),
      handedOver: handover && { at: handover.at },
      unitsSinceExchange: acts
        .slice(pushedThrough)
        .filter((act) => act.kind === 'redemption' && !voids.has(act.id))
        .reduce((sum, act) => sum + act.units, 0),
      inStockPasses: new Set(
        open
          .filter((act) => act.code && knowledgeOf(act.code).pass?.state === 'in-stock')
          .map((act) => `${act.code?.batch}/${act.code?.pass}`),
      ).size,
    }
  }

  function inList(act: Act): boolean {
    const first = outcomes.get(act.id)?.firstHead
    return first !== null && first !== undefined && head !== undefined && first <= head.number
  }

  function append<Kind extends EntryKind>(
    kind: Kind,
    body: EntryBodies[Kind],
    about: Pick<Act, 'code' | 'units' | 'service' | 'target'>,
    extra: { readonly verdict?: string; readonly personal?: PersonalPart } = {},
  ): Uuid {
    const deviceTime = world.now()
    // Never below the head that it holds.
    const at = Math.max(deviceTime, head?.issuedAt ?? 0)
    const id = uuidV7(at, world.random(10))
    const last = acts.at(-1)
    const bytes = encodeEntry({
      id,
      device,
      sequence: acts.length + 1,
      previous: last ? entryHash(last.bytes) : noPrevious,
      deviceTime,
      clockOffset: at - deviceTime,
      head: head?.number ?? 0,
      kind,
      body,
      verdict: extra.verdict ?? null,
    })
    acts.push({ id, kind, bytes, personal: extra.personal ?? null, at, ...about })
    return id
  }

  function unsent(): number {
    return acts.length - pushedThrough
  }

  return {
    device,
    structure,
    programme,
    keys,
    exportKey,
    ticket,
    acts,
    outcomes,
    ask,
    pull,
    unsent,
    head: () => head,
    acknowledged: () => acknowledged,
    backedUpThrough: () => backedUpThrough,
    records: () => records,
    /** Decides and, for a yes or a deferral that is served, appends. */
    redeem(
      printed: PrintedCode,
      service: string,
      proven: Proof,
      claimed: { readonly units?: number } = {},
    ): { verdict: Verdict; id: Uuid | undefined } {
      const knowledge = knowledgeOf(printed)
      const price = serviceOf(knowledge.programme, service)?.cheques ?? 1
      const units = claimed.units ?? unitsToTake(knowledge.batch?.format ?? 'card', price)
      const claim = { programme, code: printed, service, units }
      const verdict = decideRedemption(knowledge, ownActs(printed), claim, {
        at: world.now(),
        verified: true,
      })
      const about = { code: printed, units, service, target: undefined }
      const triple = [printed.batch, printed.pass, printed.cheque] as const
      if (verdict.type.startsWith('refused:')) {
        append('refusal', { code: triple, service, reason: verdict.type }, about)
        return { verdict, id: undefined }
      }
      const shown = isYes(verdict.type) ? 'accepted' : verdict.type
      const id = append('redemption', { code: triple, service, units, proof: proven }, about, {
        verdict: shown,
      })
      return { verdict, id }
    },
    voidAct(redemption: Uuid, reason: string): Uuid {
      const act = acts.find(({ id }) => id === redemption)
      return append(
        'void',
        { redemption, reason },
        { code: act?.code, units: 0, service: '', target: redemption },
      )
    },
    handOver(printed: PrintedCode, proven: Proof, categories: HandoverCategories): Uuid | undefined {
      const clock = { at: world.now(), verified: true }
      const asked = { programme, code: printed }
      const may = decideHandover(knowledgeOf(printed), ownActs(printed), asked, clock)
      if (may.type === 'refused') return undefined
      const personal = {
        salt: world.random(16),
        part: encodeCbor(categories),
        expiresAt: world.now() + 400 * 86_400_000,
      }
      return append(
        'handover',
        {
          code: [printed.batch, printed.pass, printed.cheque],
          proof: proven,
          flags: may.flags satisfies readonly HandoverFlag[],
          personal: personalHash(personal),
        },
        { code: printed, units: 0, service: '', target: undefined },
        { personal },
      )
    },
    undoHandover(handover: Uuid): Uuid {
      const act = acts.find(({ id }) => id === handover)
      return append(
        'handover-undo',
        { handover },
        { code: act?.code, units: 0, service: '', target: handover },
      )
    },
    /** Any other act, as its body says. */
    act<Kind extends EntryKind>(kind: Kind, body: EntryBodies[Kind], personal?: PersonalPart): Uuid {
      const about = { code: undefined, units: 0, service: '', target: undefined }
      return append(kind, body, about, personal && { personal })
    },
    /** Sends what is pending, oldest first, in pushes within the limits; the last answer, or undefined for none. */
    async push(): Promise<PushResponse | undefined> {
      let answer: PushResponse | undefined
      while (pushedThrough < acts.length) {
        const part = acts.slice(pushedThrough, pushedThrough + pushLimits.entries)
        answer = await sendEntries(part)
        pushedThrough += part.length
      }
      return answer
    },
    sendEntries,
  }

  function sequenceOf(part: readonly Pick<Act, 'bytes'>[]): number {
    const places = part.map(({ bytes }) => acts.findIndex((act) => act.bytes === bytes) + 1)
    const known = places.findLastIndex((place) => place > 0)
    return known < 0 ? part.length : (places[known] ?? 0) + part.length - 1 - known
  }

  /** Up to `sequence` in its chain, said only of bytes that are not its own; `shown` is what it says was acknowledged. */
  async function sendEntries(
    part: readonly SentEntry[],
    { sequence = sequenceOf(part), shown = acknowledged }: SentAs = {},
  ): Promise<PushResponse> {
    const last = part.at(-1)
    const hash = last?.hash ?? (last ? entryHash(last.bytes) : noPrevious)
    const chainEnd = await signChainEnd({ device, sequence, hash }, keyId, keys.privateKey)
    const entries = part.map(({ bytes, personal, hash: named }) => ({
      bytes,
      personal,
      ...(named && { hash: named }),
    }))
    const response = await ask(
      'POST',
      '/api/push',
      encodeMessage({ protocol: protocolVersion, chainEnd, entries, ...(shown && { acknowledged: shown }) }),
    )
    const answer = decodeMessage(pushResponse, new Uint8Array(await response.arrayBuffer()))
    if (!answer.ok) throw new Error(`push answered ${response.status}`)
    if (answer.value.acknowledged.sequence >= (acknowledged?.sequence ?? 0)) {
      acknowledged = { ...answer.value.acknowledged, epoch: answer.value.epoch }
    }
    keep(answer.value.answers.flatMap(({ outcome }) => (outcome ? [outcome] : [])))
    return answer.value
  }
}

function isSame(code: PrintedCode | undefined, other: PrintedCode): boolean {
  return code?.batch === other.batch && code.pass === other.pass
}
