import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Device } from '#client/device/device.ts'
import { UnreadableAnswer } from '#client/device/unreadable-answer.tsx'
import { AnsweredFrame } from '#client/features/redeem/answered-frame.tsx'
import type { Answered, Scanned } from '#client/features/redeem/redeem-state.ts'
import type { Redeem } from '#client/features/redeem/use-redeem.ts'
import { showNamespaces, startTranslation } from '#client/i18n/translation.ts'
import { seenKinds } from '#client/scan/seen-kind.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import type { Batch } from '#domain/batch.ts'
import { isDeferred, isRefused, unreadables, verdictTypes, type VerdictType } from '#domain/verdict.ts'

// A browser's parts that the language asks for; a key without a sentence throws.
beforeAll(async () => {
  Object.assign(globalThis, { location: { search: '?lng=fr' }, document: { documentElement: {} } })
  await startTranslation('throws')
  await showNamespaces(['redeem', 'verdict', 'device'])
})

const looks = { yes: 'yes', accepted: 'yes-to-confirm', deferred: 'noted', refused: 'no' } as const

function lookOf(type: VerdictType) {
  if (type === 'confirmed') return looks.yes
  if (type === 'accepted') return looks.accepted
  return isDeferred(type) ? looks.deferred : looks.refused
}

describe.each(['card', 'booklet'] as const)('a %s', (format) => {
  test.each(verdictTypes)('%s has its shape, its word, its reason and one way on', (type) => {
    const html = draw(verdict(format, type))
    expect(html).toContain(`data-look="${lookOf(type)}"`)
    expect(html).toMatch(/<h1 class="verdict-word">(OUI|NON|NOTÉ)<\/h1>/)
    expect(html).toContain('verdict-reason')
    expect(html).toContain(isDeferred(type) ? 'Servir quand même' : 'Suivant')
    expect(html.includes('Annuler cet acte')).toBe(!isDeferred(type) && !isRefused(type))
  })
})

test('the paper is kept and stamped for a cheque, the card is given back', () => {
  expect(draw(verdict('booklet', 'accepted'))).toContain('Gardez et tamponnez le chèque 4.')
  expect(draw(verdict('card', 'accepted'))).toContain('Rendez la carte à la personne.')
})

test('NOTÉ says what was last known, and what became of it once the venue chose', () => {
  const asked = verdict('card', 'deferred:limit-reached')
  expect(draw(asked)).toContain('Le 23/11/2026, il restait 7 chèques.')
  expect(draw({ ...asked, served: 'served' })).toContain('Noté')
  expect(draw({ ...asked, served: 'declined' })).toContain('Rien n’est encaissé.')
})

test.each(unreadables)('%s is a grey frame without a word', (reason) => {
  const html = renderToStaticMarkup(<UnreadableAnswer reason={reason} seen="other" onNext={nothing} />)
  expect(html).toContain('data-look="unread"')
  expect(html).not.toContain('verdict-word')
})

test.each(seenKinds)('[W4] %s is said, with what to do', (seen) => {
  const html = renderToStaticMarkup(<UnreadableAnswer reason="not-a-pass" seen={seen} onNext={nothing} />)
  expect(html).toMatch(/verdict-reason">.{10,}<\/p><p>.{10,}<\/p>/)
})

test('a check is no answer: no frame, and it says that nothing was taken', () => {
  const { scanned } = verdict('card', 'accepted')
  const html = draw({ type: 'checked', scanned })
  expect(html).not.toContain('data-look')
  expect(html).toContain('Rien n’est encaissé')
  expect(html).toContain('La réponse serait OUI.')
})

function draw(answer: Answered): string {
  return renderToStaticMarkup(<AnsweredFrame device={device} held={held} redeem={redeem} answer={answer} />)
}

function verdict(format: Batch['format'], type: VerdictType): Extract<Answered, { type: 'verdict' }> {
  const scanned = {
    read: { code: { batch: 1, pass: 0, cheque: format === 'booklet' ? 4 : 0 } },
    checked: {
      verdict: { type },
      knowledge: { batch: { format, units: 10 } },
      left: { remaining: 7, usedCheques: new Set([1, 2, 3]) },
    },
  } as unknown as Scanned
  const entry = { id: 'one', units: 1 } as StoredEntry
  return { type: 'verdict', scanned, verdict: { type, remaining: 6, note: 'none' }, entry, served: 'asked' }
}

function nothing(): void {
  // Nobody presses anything in a drawing.
}

const device = {} as Device
const redeem = { next: nothing, serve: nothing, decline: nothing, undone: nothing } as unknown as Redeem
const held = {
  head: { issuedAt: Date.parse('2026-11-23T09:00:00Z') },
  records: { programme: { timeZone: 'Europe/Paris' } },
} as HeldKnowledge
