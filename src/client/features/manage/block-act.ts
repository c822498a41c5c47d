import type { ManagedPass } from '#protocol/manage/passes.ts'

/** What the page of a pass offers: nothing for one that is closed, which no place accepts any more. */
export function blockActOf({
  state,
  blocks,
}: Pick<ManagedPass, 'state' | 'blocks'>): 'block' | 'unblock' | undefined {
  if (state === 'closed') return undefined
  return blocks.at(-1)?.blocks ? 'unblock' : 'block'
}
