import * as v from 'valibot'
import { contesters, decisionKinds } from '#domain/casework.ts'
import { deliveryActs, signatureWays } from '#domain/delivery-note.ts'
import { ruleFaults, ruleNames, type RuleName } from '#domain/offline-rules.ts'
import { outcomeTypes } from '#domain/outcome.ts'
import { passStates } from '#domain/pass.ts'
import { stockActs } from '#domain/stock-act.ts'
import { deviceRoles } from './enrolment.ts'
import { drawing } from './signature.ts'
import { isUuid } from './uuid.ts'

/** What the manager's pages ask and read: JSON, instants in UTC milliseconds, amounts in cents, passes from 0. */
const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
const cents = v.pipe(v.number(), v.safeInteger())
const text = v.string()
const instant = count
const why = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(500)), '')
/** For a change that is not made without one. */
const reason = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500))
const name = v.record(v.string(), v.string())
/** The act of the person who asks, for what would count twice: asked again, it is the same one. */
const act = v.optional(v.pipe(v.string(), v.check(isUuid)))

export const managedProgramme = v.object({
  programme: count,
  name: text,
  telephone: text,
  timeZone: text,
  unitCents: count,
  demonstration: v.boolean(),
  funders: v.array(v.object({ id: text, name: text, centsPerUnit: count })),
  services: v.array(v.object({ id: text, name })),
  /** The day it is there. */
  today: text,
  openCases: count,
  /** The server lost something, and nobody has worked through the list yet: money that leaves is locked. */
  restored: v.boolean(),
})

/** Passes, the units they carry, and what those are worth. */
const amount = v.object({ passes: count, units: count, cents })

export const funnelSteps = ['ordered', 'delivered', 'handedOut', 'used', 'left'] as const

/** `used` passes have lost at least one unit; `left` is what people who were handed a pass can still use. */
const funnel = v.object({
  ordered: amount,
  delivered: amount,
  handedOut: amount,
  used: amount,
  left: amount,
})

const shares = v.array(v.object({ funder: text, cents }))

export const moneyPlaces = ['funded', 'pool', 'outstanding', 'payable', 'paid', 'contingency'] as const

export const managedOverview = v.object({
  total: funnel,
  orders: v.array(
    v.object({
      order: text,
      units: count,
      fundedCents: cents,
      poolCents: cents,
      outstandingCents: cents,
      /** Units paid from the order; `waitingUnits` are used and not yet paid. */
      coveredUnits: count,
      waitingUnits: count,
      funnel,
    }),
  ),
  batches: v.array(v.object({ batch: count, order: text, funnel })),
  money: v.array(v.object({ place: v.picklist(moneyPlaces), cents, shares })),
  /** Units that the contingency paid. */
  honouredUnits: count,
  /** `isShort`: below what one more pass can cost at worst, so that devices are told a ceiling of zero. */
  contingency: v.object({ balanceCents: cents, neededCents: cents, isShort: v.boolean() }),
})

export const managedBatch = v.object({
  batch: count,
  order: text,
  format: v.picklist(['card', 'booklet']),
  units: count,
  passes: count,
  spares: count,
  firstDay: text,
  endDay: text,
  training: v.boolean(),
  openedAt: v.nullable(instant),
  /** Codes can still be printed. */
  hasKey: v.boolean(),
  deliveries: v.array(
    v.object({ structure: text, name: text, from: count, to: count, deliveredAt: instant }),
  ),
  funnel,
})

export const managedBatches = v.object({ batches: v.array(managedBatch) })

export const newBatchRequest = v.object({
  order: v.pipe(v.string(), v.trim()),
  format: v.picklist(['card', 'booklet']),
  units: v.number(),
  passes: v.number(),
  firstDay: v.string(),
  endDay: v.string(),
  why,
  act,
})

/** Why a batch cannot be made as asked. Each is a locale key. */
export const batchFaults = [
  'bad-order',
  'units-not-whole',
  'too-many-units',
  'passes-not-whole',
  'too-many-passes',
  'bad-first-day',
  'bad-end-day',
  'ends-before-it-begins',
  'ends-in-the-past',
] as const

export const newBatchAnswer = v.variant('type', [
  v.object({ type: v.literal('made'), batch: count }),
  v.object({ type: v.literal('refused'), faults: v.array(v.picklist(batchFaults)) }),
])

export const changeRequest = v.object({ why })

export const openBatchAnswer = v.variant('type', [
  v.object({ type: v.picklist(['opened', 'already-opened']) }),
  v.object({ type: v.literal('refused'), reason: v.literal('unknown-batch') }),
])

/** Both ends included. */
export const deliveryRequest = v.object({ structure: v.string(), from: v.number(), to: v.number(), why })

export const deliveryFaults = [
  'unknown-batch',
  'not-opened',
  'outside-batch',
  'already-delivered',
  'unknown-structure',
  'not-a-distributor',
] as const

export const deliveryAnswer = v.variant('type', [
  v.object({ type: v.literal('delivered'), keyDestroyed: v.boolean() }),
  v.object({ type: v.literal('refused'), reason: v.picklist(deliveryFaults) }),
])

/** Passes that one request may sign. */
export const mostCodesAtOnce = 200

export const codesAnswer = v.variant('type', [
  v.object({
    type: v.literal('codes'),
    /** CARNET_URL: each code says `ADDRESS/p#DIGITS`. */
    address: text,
    batch: managedBatch,
    codes: v.array(v.object({ pass: count, cheque: count, digits: text, number: text, serial: count })),
  }),
  v.object({
    type: v.literal('refused'),
    reason: v.picklist(['unknown-batch', 'outside-batch', 'key-destroyed']),
  }),
])

export const managedAct = v.object({
  entry: text,
  device: text,
  deviceName: text,
  structure: text,
  structureName: text,
  kind: text,
  batch: v.nullable(count),
  pass: v.nullable(count),
  cheque: count,
  units: count,
  service: text,
  verdict: v.nullable(text),
  head: count,
  claimedAt: instant,
  recordedAt: instant,
  /** Who of those that share the tablet did it; the name is null once it was forgotten. */
  operator: v.nullable(v.object({ id: text, name: v.nullable(text) })),
  outcome: v.nullable(
    v.object({
      type: v.picklist(outcomeTypes),
      reason: text,
      coveredUnits: count,
      honouredUnits: count,
      decidedAt: instant,
    }),
  ),
})

/** `next` asks for what is older; null at the end. */
export const managedActs = v.object({ acts: v.array(managedAct), next: v.nullable(text) })

export const passFound = v.object({ batch: count, pass: count })

/** What became of a line and what people said of it, in the order of time. */
const caseHistory = v.array(
  v.variant('what', [
    v.object({
      what: v.literal('outcome'),
      at: instant,
      type: v.picklist(outcomeTypes),
      reason: text,
      coveredUnits: count,
      honouredUnits: count,
    }),
    v.object({
      what: v.literal('decision'),
      at: instant,
      kind: v.picklist([...decisionKinds, 'void']),
      deviceName: text,
      words: text,
    }),
    v.object({
      what: v.literal('contest'),
      at: instant,
      by: v.picklist(contesters),
      deviceName: text,
      words: text,
    }),
  ]),
)

export const caseKinds = ['honoured', 'disputed', 'flagged', 'held', 'contested'] as const

export const managedPass = v.object({
  batch: count,
  pass: count,
  format: v.picklist(['card', 'booklet']),
  units: count,
  used: count,
  cheques: v.array(count),
  state: v.picklist(passStates),
  handedOver: v.boolean(),
  deliveredTo: v.nullable(text),
  firstDay: text,
  lastDay: text,
  /** Of the pass and of those of its family. */
  acts: v.array(managedAct),
  /** Passes that were given to the same person one in the place of another, this one included; the newest is active. */
  family: v.array(v.object({ batch: count, pass: count, newest: v.boolean() })),
  /** What a person may still do of each of these acts, and what became of it until now. */
  lines: v.array(
    v.object({
      entry: text,
      history: caseHistory,
      mayVoid: v.boolean(),
      mayContest: v.boolean(),
      /** A person decided before: what is decided now takes the place of it. */
      decided: v.boolean(),
      /** Under which kind it is decided; null without a case. */
      case: v.nullable(v.picklist(caseKinds)),
      decisions: v.array(v.picklist(decisionKinds)),
    }),
  ),
  /** Which pass of the family took the place of which, the earliest first. */
  replacements: v.array(
    v.object({ former: passFound, newer: passFound, at: instant, deviceName: text, why: text }),
  ),
  /** Every time that it was blocked or unblocked, by its own time. */
  blocks: v.array(v.object({ blocks: v.boolean(), at: instant, deviceName: text, why: text })),
})

export const managedDevices = v.object({
  newestHead: v.nullable(v.object({ number: count, issuedAt: instant })),
  now: instant,
  devices: v.array(
    v.object({
      device: text,
      name: text,
      structure: text,
      structureName: text,
      role: v.picklist(deviceRoles),
      enrolledAt: instant,
      lastContact: v.nullable(instant),
      unsent: count,
      acts: count,
      head: count,
      /** When the head that it holds was signed: its age is the age of what the device knows. */
      headIssuedAt: v.nullable(instant),
      revokedAt: v.nullable(instant),
      /** Taken out of service by the person who held it. */
      retiredAt: v.nullable(instant),
      /** The device that it continues: another copy of that one has acted. */
      continues: v.nullable(v.object({ device: text, name: text, enrolledAt: instant })),
      isYours: v.boolean(),
    }),
  ),
})

const series = v.array(v.object({ from: count, to: count }))

const stockPlace = v.nullable(v.string())

const signedHand = v.object({ way: v.nullable(v.picklist(signatureWays)), drawing: v.nullable(drawing) })

/** Where the passes are, what does not fit, and the account of a year: from the movements and the handovers alone. */
export const managedStock = v.object({
  year: count,
  /** Places that hold passes or did in the year, by their names. */
  places: v.array(
    v.object({
      structure: text,
      name: text,
      held: v.array(v.object({ batch: count, passes: count, series })),
      passes: count,
      account: v.object({
        ...{ opening: count, received: count, handedOut: count, takenBack: count, sent: count },
        ...{ returned: count, lost: count, damaged: count, found: count, closing: count },
      }),
    }),
  ),
  totals: v.object({
    ...{ printed: count, programme: count, places: count, persons: count, lost: count, damaged: count },
  }),
  /**
   * Passes that an act names and that were elsewhere, by their place: the newest first, and of each the first ranges of
   * all its passes. `heldBy`: null where the batch has no such pass.
   */
  discrepancies: v.array(
    v.object({
      ...{ entry: text, structure: text, name: text, at: instant, batch: count, passes: count, series },
      kind: v.picklist([...stockActs, 'handover']),
      heldBy: stockPlace,
      heldByName: text,
      moved: v.boolean(),
    }),
  ),
  /** Receptions that counted other than their series; batches that this server does not know. */
  oddReceptions: v.array(
    v.object({
      ...{ entry: text, name: text, at: instant, batch: count, from: count, to: count },
      ...{ counted: count, due: count },
    }),
  ),
  unknownBatches: v.array(
    v.object({ ...{ entry: text, name: text, at: instant, batch: count, from: count, to: count } }),
  ),
  /** Older rows of the three that are left out. */
  more: count,
  /** The last boxes that came or left, and how each hand signed. A drawing is null once it has expired. */
  notes: v.array(
    v.object({
      ...{ entry: text, name: text, at: instant, batch: count, from: count, to: count },
      kind: v.picklist(deliveryActs),
      ...{ giver: signedHand, receiver: signedHand },
    }),
  ),
  /** The last count of each place and batch. */
  counts: v.array(
    v.object({
      ...{ entry: text, structure: text, name: text, batch: count, at: instant },
      ...{ counted: count, due: count, missing: series, unexpected: series },
    }),
  ),
})

const waited = v.object({
  week: v.optional(count),
  month: v.optional(count),
  later: v.optional(count),
  never: v.optional(count),
})

/** Passes that people hold, whom to remind of them, and how long they wait. A cell of one to four people is left out. */
export const managedFollowUp = v.object({
  /** Handed out so many days ago or more, and never used: by place and batch, the most first. */
  unused: v.array(
    v.object({ structure: text, structureName: text, batch: count, passes: count, series, oldest: instant }),
  ),
  /** With cheques left and their last day within so many days, the earliest first. */
  ending: v.array(
    v.object({
      ...{ structure: text, structureName: text, batch: count, lastDay: text },
      ...{ passes: count, units: count, series },
    }),
  ),
  /** From the handover to the first use. */
  waits: waited,
  /** The same by what people said, the largest group first; null: those of whom few said the same, together. */
  languages: v.array(v.object({ value: v.nullable(text), passes: count, waits: waited })),
  channels: v.array(v.object({ value: v.nullable(text), passes: count, waits: waited })),
})

export const revocationRequest = v.object({ why: reason })

export const revocationAnswer = v.variant('type', [
  v.object({ type: v.picklist(['revoked', 'already-revoked']) }),
  v.object({ type: v.literal('refused'), reason: v.picklist(['unknown-device', 'own-device']) }),
])

/** What a person has to look at after a loss, before money may leave again. */
export const managedReconciliation = v.object({
  restored: v.boolean(),
  /** Newest first; `knownUntil`: the newest thing that the server still knew. */
  losses: v.array(
    v.object({
      drawnAt: instant,
      knownUntil: instant,
      seenBy: v.picklist(['restore', 'device']),
      reconciledAt: v.nullable(instant),
    }),
  ),
  /** Those not yet heard since the loss first; `cameBack` counts acts that the server had lost and has again. */
  devices: v.array(
    v.object({
      device: text,
      name: text,
      structureName: text,
      lastContact: v.nullable(instant),
      heard: v.boolean(),
      cameBack: count,
      revoked: v.boolean(),
    }),
  ),
  /** Acts that were judged without the head that they cite: the newest ones, and how many there are. */
  withoutHead: v.object({ count, acts: v.array(managedAct) }),
})

/** What the server cannot tell by itself; each is ticked by a person. */
export const reconciliationPoints = ['bank', 'accounts', 'revocations', 'decisions', 'devices'] as const

export const reconciliationRequest = v.object({
  checked: v.array(v.picklist(reconciliationPoints)),
  why: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)),
})

export const reconciliationAnswer = v.variant('type', [
  v.object({ type: v.literal('ended') }),
  v.object({ type: v.literal('refused'), reason: v.picklist(['not-restored', 'not-all-checked']) }),
])

/** One of the two sides of a case: an act, and what its device knew of the pass when it acted. */
const side = v.object({
  act: managedAct,
  headIssuedAt: v.nullable(instant),
  knew: v.nullable(
    v.object({ state: v.picklist(passStates), used: count, units: count, chequeUsed: v.boolean() }),
  ),
})

export const managedCases = v.object({
  cases: v.array(
    v.object({
      entry: text,
      kind: v.picklist(caseKinds),
      batch: v.nullable(count),
      pass: v.nullable(count),
      openedAt: instant,
      reason: text,
      /** What may be decided of it now. */
      decisions: v.array(v.picklist(decisionKinds)),
      history: caseHistory,
      /** Null for what could not be read into the journal. */
      side: v.nullable(side),
      /** Acts of other devices on the same pass that this one could not know. */
      others: v.array(side),
      cents,
    }),
  ),
  /** Kept as bytes, outside the journal: what waits for an earlier act, names another device, cannot be read. */
  held: v.array(
    v.object({
      hash: text,
      device: text,
      deviceName: text,
      structureName: text,
      reason: text,
      receivedAt: instant,
      bytes: count,
      /** What it says, which nobody vouches for; null when it cannot be read. */
      says: v.nullable(
        v.object({
          entry: text,
          kind: text,
          claimedAt: v.pipe(v.number(), v.safeInteger()),
          batch: v.nullable(count),
          pass: v.nullable(count),
          cheque: count,
          units: count,
        }),
      ),
      /** The name under which a person decides of it. */
      case: text,
      /** What may be decided of it now. */
      decisions: v.array(v.picklist(decisionKinds)),
    }),
  ),
})

export const decisionRequest = v.object({
  kind: v.picklist(caseKinds),
  decision: v.picklist(decisionKinds),
  why: reason,
})

/** Why a decision is not taken. Each is a locale key. */
export const decisionRefusals = ['unknown-case', 'not-possible', 'already-stated'] as const

/** `outcome`: what the line is now; null for an act that could not be read into the journal. */
export const decisionAnswer = v.variant('type', [
  v.object({
    type: v.literal('decided'),
    outcome: v.nullable(
      v.object({
        type: v.picklist(outcomeTypes),
        reason: text,
        coveredUnits: count,
        honouredUnits: count,
      }),
    ),
  }),
  v.object({ type: v.literal('refused'), reason: v.picklist(decisionRefusals) }),
])

export const voidRequest = v.object({ why: reason })

/** Why a redemption is not voided or contested. Each is a locale key. */
export const actRefusals = [
  'unknown-act',
  'not-a-redemption',
  'already-voided',
  'already-stated',
  'already-contested',
  'held',
] as const

export const voidAnswer = v.variant('type', [
  v.object({ type: v.literal('voided') }),
  v.object({ type: v.literal('refused'), reason: v.picklist(actRefusals) }),
])

export const contestRequest = v.object({ by: v.picklist(contesters), why: reason })

export const contestAnswer = v.variant('type', [
  v.object({ type: v.literal('contested') }),
  v.object({ type: v.literal('refused'), reason: v.picklist(actRefusals) }),
])

export const blockRequest = v.object({ why: reason })

export const blockAnswer = v.variant('type', [
  v.object({ type: v.picklist(['blocked', 'unblocked', 'already-blocked', 'not-blocked']) }),
  v.object({ type: v.literal('refused'), reason: v.literal('unknown-pass') }),
])

/** The pass that is given in the place of the one in the path. */
export const replacementRequest = v.object({ batch: count, pass: count, why: reason })

/** Why a pass does not take the place of another. Each is a locale key. */
export const replacementRefusals = [
  'unknown-pass',
  'not-alike',
  'not-opened',
  'already-handed-over',
  'already-replaced',
] as const

export const replacementAnswer = v.variant('type', [
  v.object({ type: v.literal('replaced') }),
  v.object({ type: v.literal('refused'), reason: v.picklist(replacementRefusals) }),
])

export const managedVenues = v.object({
  venues: v.array(
    v.object({
      structure: text,
      name: text,
      commune: text,
      invented: v.boolean(),
      payableCents: cents,
      units: v.pipe(v.number(), v.safeInteger()),
      shares,
      waitingUnits: count,
      acts: count,
    }),
  ),
})

/** The only way money moves: one debit, one credit, one amount. */
const transfer = v.object({
  cause: text,
  number: count,
  debit: text,
  credit: text,
  cents: count,
  at: instant,
})

export const managedVenue = v.object({
  structure: text,
  name: text,
  commune: text,
  payableCents: cents,
  units: v.pipe(v.number(), v.safeInteger()),
  shares,
  waitingUnits: count,
  lines: v.array(
    v.object({
      entry: text,
      claimedAt: instant,
      service: text,
      units: count,
      type: v.picklist(outcomeTypes),
      cents,
      batch: v.nullable(count),
      pass: v.nullable(count),
      cheque: count,
      transfers: v.array(transfer),
    }),
  ),
  /** How many lines are not listed, being older, and what they come to. */
  earlier: v.object({ lines: count, cents }),
})

export const managedStructures = v.object({
  structures: v.array(
    v.object({
      id: text,
      name: text,
      commune: text,
      distributor: v.boolean(),
      venue: v.boolean(),
      invented: v.boolean(),
    }),
  ),
})

export const enrolmentCodeRequest = v.object({
  structure: v.string(),
  role: v.picklist(deviceRoles),
  life: v.picklist(['shown', 'printed', 'typed']),
  why,
})

export const enrolmentCodeAnswer = v.variant('type', [
  v.object({ type: v.literal('link'), link: text, expiresAt: instant }),
  v.object({ type: v.literal('code'), code: text, expiresAt: instant }),
  v.object({ type: v.literal('refused'), reason: v.literal('unknown-structure') }),
])

/** Each rule in the unit of the record: units, cents, milliseconds, days. */
const rules = v.object(
  Object.fromEntries(ruleNames.map((name) => [name, v.number()])) as Record<
    RuleName,
    v.NumberSchema<undefined>
  >,
)

export const managedRules = v.object({
  rules,
  /** What each service costs, in cheques. */
  prices: v.array(count),
  /** Desk devices in service, and when the head that each holds was signed. */
  desks: v.array(v.object({ structure: text, headIssuedAt: v.nullable(instant) })),
  now: instant,
  contingencyCents: cents,
  isShort: v.boolean(),
})

/** An app that does not know a rule leaves it as it is. */
export const rulesRequest = v.object({ rules: v.partial(rules, ['passesPerHandover']), why: reason })

export const rulesAnswer = v.variant('type', [
  v.object({ type: v.picklist(['saved', 'unchanged']) }),
  v.object({
    type: v.literal('refused'),
    faults: v.array(v.object({ rule: v.picklist(ruleNames), fault: v.picklist(ruleFaults) })),
  }),
])

export const topUpRequest = v.object({ units: v.number(), why: reason, act })

export const topUpAnswer = v.variant('type', [
  v.object({ type: v.literal('topped-up'), balanceCents: cents }),
  v.object({ type: v.literal('refused'), reason: v.picklist(['units-not-whole', 'too-many-units']) }),
])

export type ManagedProgramme = v.InferOutput<typeof managedProgramme>
export type ManagedOverview = v.InferOutput<typeof managedOverview>
export type Funnel = v.InferOutput<typeof funnel>
export type MoneyPlace = (typeof moneyPlaces)[number]
export type ManagedBatch = v.InferOutput<typeof managedBatch>
export type NewBatchRequest = v.InferOutput<typeof newBatchRequest>
export type BatchFault = (typeof batchFaults)[number]
export type NewBatchAnswer = v.InferOutput<typeof newBatchAnswer>
export type OpenBatchAnswer = v.InferOutput<typeof openBatchAnswer>
export type DeliveryAnswer = v.InferOutput<typeof deliveryAnswer>
export type CodesAnswer = v.InferOutput<typeof codesAnswer>
export type CodesToPrint = Extract<CodesAnswer, { type: 'codes' }>
export type ManagedAct = v.InferOutput<typeof managedAct>
export type ManagedActs = v.InferOutput<typeof managedActs>
export type ManagedPass = v.InferOutput<typeof managedPass>
export type ManagedDevices = v.InferOutput<typeof managedDevices>
export type ManagedDevice = ManagedDevices['devices'][number]
export type RevocationAnswer = v.InferOutput<typeof revocationAnswer>
export type ManagedReconciliation = v.InferOutput<typeof managedReconciliation>
export type ReconciliationPoint = (typeof reconciliationPoints)[number]
export type ReconciliationRequest = v.InferOutput<typeof reconciliationRequest>
export type ReconciliationAnswer = v.InferOutput<typeof reconciliationAnswer>
export type CaseSide = v.InferOutput<typeof side>
export type ManagedCases = v.InferOutput<typeof managedCases>
export type ManagedCase = ManagedCases['cases'][number]
export type HeldEntry = ManagedCases['held'][number]
export type CaseHistory = ManagedCase['history']
export type DecisionRequest = v.InferOutput<typeof decisionRequest>
export type DecisionAnswer = v.InferOutput<typeof decisionAnswer>
export type DecisionRefusal = (typeof decisionRefusals)[number]
export type ActRefusal = (typeof actRefusals)[number]
export type VoidAnswer = v.InferOutput<typeof voidAnswer>
export type ContestRequest = v.InferOutput<typeof contestRequest>
export type ContestAnswer = v.InferOutput<typeof contestAnswer>
export type BlockAnswer = v.InferOutput<typeof blockAnswer>
export type ReplacementRequest = v.InferOutput<typeof replacementRequest>
export type ReplacementAnswer = v.InferOutput<typeof replacementAnswer>
export type ReplacementRefusal = (typeof replacementRefusals)[number]
export type ManagedVenues = v.InferOutput<typeof managedVenues>
export type ManagedVenue = v.InferOutput<typeof managedVenue>
export type ManagedTransfer = v.InferOutput<typeof transfer>
export type ManagedStructures = v.InferOutput<typeof managedStructures>
export type ManagedRules = v.InferOutput<typeof managedRules>
export type RulesRequest = v.InferOutput<typeof rulesRequest>
export type RulesAnswer = v.InferOutput<typeof rulesAnswer>
export type TopUpAnswer = v.InferOutput<typeof topUpAnswer>
export type EnrolmentCodeRequest = v.InferOutput<typeof enrolmentCodeRequest>
export type EnrolmentCodeAnswer = v.InferOutput<typeof enrolmentCodeAnswer>
export type ManagedStock = v.InferOutput<typeof managedStock>
export type ManagedFollowUp = v.InferOutput<typeof managedFollowUp>
