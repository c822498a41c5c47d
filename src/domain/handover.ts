import { isAnnouncedTo, isSpare, lastUseOf, type Batch, type PrintedCode } from './batch.ts'
import { calendarDayOf, DAY, type Instant } from './instant.ts'
import { isSureOfNotActive, withOwnWord, type Clock, type Knowledge, type OwnActs } from './knowledge.ts'
import type { PassState } from './pass.ts'
import type { OfflineRules } from './programme.ts'

/** What a person said of themself is deleted after this time, on the device and on the server, in milliseconds. */
export const personalPartLasts = 400 * DAY

/** Why a pass cannot be handed out. Each is a locale key. */
export const handoverRefusals = [
  'already-handed-over-here',
  'already-handed-over',
  'suspended',
  'closed',
  'expired',
  'scan-the-cover',
  'not-a-distributor',
  'other-programme',
  'training-pass',
  'spare',
] as const

/**
 * What is recorded beside a handover for a person to look at: what we could not check, and where the pass should not have
 * been. The first of several says most. Each is a locale key.
 */
export const handoverFlags = [
  'not-opened',
  'not-delivered',
  'not-announced',
  'unknown-batch',
  'stale-knowledge',
  'already-handed-over',
] as const

export type HandoverRefusal = (typeof handoverRefusals)[number]
export type HandoverFlag = (typeof handoverFlags)[number]

export type RefusedHandover = {
  readonly type: 'refused'
  readonly reason: HandoverRefusal
  /** When it was handed over here. */
  readonly at: Instant | undefined
}

export type HandoverAnswer =
  { readonly type: 'may-hand-over'; readonly flags: readonly HandoverFlag[] } | RefusedHandover

type Asked = {
  readonly programme: number
  readonly code: PrintedCode
  /** Signed for training, whatever else it says. */
  readonly training?: boolean
}

/**
 * May a mediator give this pass to a person? What the device does not know is flagged, never refused.
 * Rules H1…H10 of docs/rules.md.
 */
export function decideHandover(
  knowledge: Knowledge,
  own: OwnActs,
  asked: Asked,
  clock: Clock,
): HandoverAnswer {
  const answer = decideGiving(knowledge, own, asked, clock)
  const { batch } = knowledge
  const isSpareAlone = batch !== undefined && knowledge.pass !== undefined && isSpare(batch, asked.code.pass)
  return answer.type === 'may-hand-over' && isSpareAlone ? refuse('spare') : answer
}

/** The same where it may be a spare: it is given in the place of another pass. */
export function decideGiving(knowledge: Knowledge, own: OwnActs, asked: Asked, clock: Clock): HandoverAnswer {
  const { programme, structure, batch } = knowledge
  const pass = knowledge.pass && withOwnWord(knowledge.pass, own)
  if (asked.programme !== programme.number) return refuse('other-programme')
  if (asked.training ?? batch?.training) return refuse('training-pass')
  if (!structure.distributor) return refuse('not-a-distributor')
  if (own.handedOver) return refuse('already-handed-over-here', own.handedOver.at)
  if (!batch || !pass) return { type: 'may-hand-over', flags: ['unknown-batch'] }
  if (batch.format === 'booklet' && asked.code.cheque > 0) return refuse('scan-the-cover')
  if (pass.state === 'suspended' || pass.state === 'closed') return refuse(pass.state)
  if (pass.state === 'active' || pass.state === 'watch') return refuse('already-handed-over')
  const earliest = Math.min(clock.at, clock.earliest ?? clock.at)
  if (clock.verified && calendarDayOf(earliest, programme.timeZone) > lastUseOf(batch))
    return refuse('expired')

  return {
    type: 'may-hand-over',
    flags: flagsOf(knowledge, batch, { code: asked.code, state: pass.state, clock }),
  }
}

/** A pass outside its series is given all the same: its person stands there, and somebody looks at it later. */
function flagsOf(
  knowledge: Knowledge,
  batch: Batch,
  given: { readonly code: PrintedCode; readonly state: PassState; readonly clock: Clock },
): readonly HandoverFlag[] {
  const { code, state, clock } = given
  // Of no series: nobody is told of it, nobody has it delivered, and it counts for nothing by itself.
  if (isSpare(batch, code.pass)) return batch.opened ? [] : ['not-opened']
  const announced: readonly HandoverFlag[] = isAnnouncedTo(batch, code.pass, knowledge.structure.id)
    ? []
    : ['not-announced']
  if (state !== 'not-active') return announced
  if (!isSureOfNotActive(knowledge, clock)) return ['stale-knowledge', ...announced]
  return batch.opened ? ['not-delivered'] : ['not-opened', ...announced]
}

/** Does another pass fit into a handover of so many? In a group each person's pass is a handover of its own. */
export function mayAddPass(rules: Pick<OfflineRules, 'passesPerHandover'>, passes: number): boolean {
  return passes < rules.passesPerHandover
}

/** A handover is undone only while no unit of the pass is used, as far as the device knows. */
export function mayUndoHandover(knowledge: Knowledge, own: OwnActs): boolean {
  return (knowledge.pass?.used ?? 0) === 0 && own.uses.every((use) => use.voided !== 'no')
}

function refuse(reason: HandoverRefusal, at?: Instant): HandoverAnswer {
  return { type: 'refused', reason, at }
}

/** What is asked of a person at the handover: categories, never a name. */
export const ageBrackets = [
  'under-18',
  '18-25',
  '26-45',
  '46-64',
  '65-79',
  '80-and-over',
  'not-said',
] as const
export const situations = ['isolated', 'other-mother-tongue', 'seeks-work', 'none', 'not-said'] as const

/** Asked of nobody who does not want to say it. */
export const genders = ['woman', 'man', 'other'] as const

/** How a person heard of the programme. */
export const channels = [
  'poster',
  'agent',
  'neighbour',
  'care',
  'letter',
  'phone',
  'messages',
  'other',
  'not-said',
] as const

export type Channel = (typeof channels)[number]
export type Gender = (typeof genders)[number]
export type AgeBracket = (typeof ageBrackets)[number]
export type Situation = (typeof situations)[number]

/** The personal part of a handover: it travels beside its entry and is deleted when it expires. */
export type HandoverCategories = {
  readonly age: AgeBracket
  readonly situations: readonly Situation[]
  /** BCP 47 tag of a spoken language, or `not-said`. */
  readonly language: string
  /** Absent where nobody was asked. */
  readonly channel?: Channel
  /** Absent where it was left out. */
  readonly gender?: Gender
}
