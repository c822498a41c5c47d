import { renderToStaticMarkup } from 'react-dom/server'
import { beforeAll, expect, test } from 'vitest'
import { useEntryWords, type EntryWords } from '#client/device/entry-words.ts'
import { showNamespaces, startTranslation } from '#client/i18n/translation.ts'
import type { StoredEntry } from '#client/store/stored-entry.ts'
import type { Programme } from '#domain/programme.ts'
import type { EntryOutcome } from '#protocol/outcome.ts'

// A browser's parts that the language asks for; a key without a sentence throws.
beforeAll(async () => {
  Object.assign(globalThis, { location: { search: '?lng=fr' }, document: { documentElement: {} } })
  await startTranslation('throws')
  await showNamespaces(['verdict', 'device'])
})

test('[G32] a decision to pay is said with its words', () => {
  const words = wordsOf({ type: 'covered', reason: 'paid-by-decision', words: 'Confirmé par téléphone.' })
  expect(words.outcome).toMatch(/sera payé\. Une personne a décidé.*payé\.$/)
  expect(words.said).toContain('Confirmé par téléphone.')
})

test.each(['refused-by-decision', 'contest-upheld'])(
  '[G32] %s is not said to wait for a person',
  (reason) => {
    const { outcome } = wordsOf({ type: 'disputed', reason, words: 'Vu.' })
    expect(outcome).toContain('pas payé')
    expect(outcome).not.toContain('une personne décide')
  },
)

test('[G32] of what nobody decided nothing is quoted, and a dispute waits for a person', () => {
  const { outcome, said } = wordsOf({ type: 'disputed', reason: 'rules-not-kept' })
  expect(outcome).toContain('une personne décide')
  expect(said).toBe('')
})

function wordsOf(outcome: Pick<EntryOutcome, 'type' | 'reason' | 'words'>): EntryWords {
  const entry = {
    ...{ kind: 'redemption', units: 1, cheque: 0, service: '', status: 'acknowledged', reason: '' },
    outcome,
  } as unknown as StoredEntry
  const heard: EntryWords[] = []
  function Listener() {
    heard.push(useEntryWords()(entry, { services: [] } as unknown as Programme))
    return null
  }
  renderToStaticMarkup(<Listener />)
  const [words] = heard
  if (!words) throw new Error('nothing was said')
  return words
}
