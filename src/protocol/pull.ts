import * as v from 'valibot'
import { shownAcknowledgement } from './acknowledgement.ts'
import { bytes, count, text, uuid } from './message.ts'
import { entryOutcome } from './outcome.ts'

/** What the device holds and how it is: the manager sees devices that fall behind. */
export const pullRequest = v.object({
  protocol: count,
  app: text,
  /** Number of the head that it holds; 0 without one. */
  head: count,
  /**
   * Sequence of the last entry of its chain while it held that head, both read at one instant: later entries cite that
   * head or a newer one. Not told by version 1.
   */
  chainEnd: v.optional(count),
  /** Entries not yet acknowledged. */
  unsent: count,
  /** Outcomes that it has stored since the last pull: the server then stops repeating them. */
  stored: v.array(v.object({ entry: uuid, number: count, firstHead: v.nullable(count) })),
  /**
   * The same of what it did under the names that it continues: what stands otherwise by now is told with the rest. By
   * its hash the server finds also what it keeps aside. With them what came late (`late` of a push) under its own name,
   * `taken`: it is missing where the server keeps it aside unread.
   */
  former: v.optional(
    v.array(
      v.object({
        entry: uuid,
        number: count,
        firstHead: v.nullable(count),
        hash: v.optional(bytes),
        taken: v.optional(v.boolean()),
      }),
    ),
  ),
  /** None from an older app, and before the first push. */
  acknowledged: v.optional(shownAcknowledgement),
})

export const pullResponse = v.object({
  protocol: count,
  serverTime: count,
  epoch: uuid,
  outcomes: v.array(entryOutcome),
  /** More outcomes wait: pull again. */
  more: v.boolean(),
  /** Of the former acts that the device told by their hash, those that the server has nowhere: they go again. */
  missing: v.optional(v.array(uuid)),
  chain: v.object({ sequence: count, hash: bytes }),
  backedUpThrough: count,
  /** `revoked`: stop acting, keep and push what is unsent. `update-first`: this app is too old to pull. */
  status: v.picklist(['active', 'revoked', 'update-first']),
})

export type PullRequest = v.InferOutput<typeof pullRequest>
export type PullResponse = v.InferOutput<typeof pullResponse>
