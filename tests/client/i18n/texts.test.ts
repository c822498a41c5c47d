import { describe, expect, test } from 'vitest'
import { forBeneficiaries, isDueIn, staffLanguages } from '#client/i18n/audience.ts'
import { heedLanguagePolicy } from '#client/i18n/language-policy.ts'
import { languageOf, languages } from '#client/i18n/languages.ts'
import { languagesOffered } from '#client/i18n/locale-files.ts'
import { pseudoTexts, type Texts } from '#client/i18n/pseudo-locale.ts'
import { tidyFolder } from '../../../checks/texts/language-folder.ts'
import { readFolders } from '../../../checks/texts/read-folders.ts'
import { byStem, flatTexts, keysBy, stemOf, type FlatTexts } from '../../../checks/texts/text-file.ts'
import { stateOf } from '../../../checks/texts/text-status.ts'

const folders = readFolders()
const french = folders[0]?.files ?? new Map<string, never>()
const sources = new Map([...french].map(([namespace, file]) => [namespace, flatTexts(file)]))
const files = folders.flatMap(({ code, files }) =>
  [...files].map(([namespace, file]) => ({ code, namespace, texts: flatTexts(file) })),
)

test('[Y1] each language of the screens has its folder, with all that the people whom we serve read', () => {
  expect(folders.map(({ code }) => code).toSorted()).toEqual(languages.map(({ code }) => code).toSorted())
  for (const { code, files } of folders) {
    const due = staffLanguages.includes(code) ? [...french.keys()] : forBeneficiaries
    expect([code, due.filter((namespace) => !files.has(namespace))]).toEqual([code, []])
    expect([code, [...files.keys()].filter((namespace) => !french.has(namespace))]).toEqual([code, []])
  }
})

test('[Y1] only a sentence that a language has itself, or leaves to French in every form, is in its files', () => {
  for (const { code, namespace, texts } of files) {
    const due = keysBy(languageOf(code).plural, sourceOf(namespace).keys())
    const unknown = [...texts.keys()].filter((key) => !due.includes(key))
    const lacking = due.filter(
      (key) => isDueIn(code, namespace, key) && !texts.get(key) && !isLeft(texts, key),
    )
    expect([code, namespace, { unknown, lacking }]).toEqual([code, namespace, { unknown: [], lacking: [] }])
  }
})

test('[Y2] the state of each sentence is written down: stale where the French has changed since', () => {
  for (const folder of folders.slice(1)) {
    const { status } = tidyFolder(folder, french)
    // Not so? `npm run texts` writes it again.
    expect([folder.code, folder.status]).toEqual([folder.code, status])
  }
})

test('[Y44] Soninke leaves most to French, says so of each sentence, and is offered nowhere', () => {
  heedLanguagePolicy({ first: ['snk'], drafts: true })
  const folder = folders.find(({ code }) => code === 'snk')
  const states = Object.entries(folder?.status?.texts ?? {}).flatMap(([namespace, said]) =>
    Object.entries(said).map(([stem, status]) => [`${namespace}:${stem}`, stateOf(status)] as const),
  )
  const left = [...(folder?.files ?? [])].flatMap(([namespace, file]) =>
    [...byStem(flatTexts(file))]
      .filter(([, own]) => own.every((text) => text === null))
      .map(([stem]) => `${namespace}:${stem}`),
  )
  expect(states.filter(([, state]) => state === 'french').map(([key]) => key)).toEqual(left)
  expect(left.length * 2).toBeGreaterThan(states.length)
  expect(folder?.status?.offer).toBe('none')
  expect(languagesOffered(forBeneficiaries).map(({ code }) => code)).not.toContain('snk')
  const offered = languagesOffered(forBeneficiaries).map(({ code }) => code)
  expect(offered).toEqual(
    folders
      .filter(({ code, status }) => code === 'fr' || status?.offer !== 'none')
      .map(({ code }) => code)
      .toSorted(byOrder),
  )
})

function byOrder(one: string, other: string): number {
  const order = languages.map(({ code }) => code)
  return order.indexOf(one) - order.indexOf(other)
}

test('[Y3] each plural has the forms by which the language counts, and no other', () => {
  for (const { code, namespace, texts } of files) {
    const due = keysBy(languageOf(code).plural, sourceOf(namespace).keys())
    const counted = new Set([...texts.keys()].filter((key) => stemOf(key) !== key).map(stemOf))
    for (const stem of counted) {
      const forms = [...texts.keys()].filter((key) => stemOf(key) === stem && key !== stem)
      expect([code, forms.toSorted()]).toEqual([
        code,
        due.filter((key) => stemOf(key) === stem && key !== stem).toSorted(),
      ])
    }
  }
})

test('[Y4] a sentence keeps the placeholders of French', () => {
  for (const { code, namespace, texts } of files) {
    for (const [key, text] of texts) {
      if (text === null) continue
      const due = sourceOf(namespace).get(key) ?? sourceOf(namespace).get(`${stemOf(key)}_other`)
      expect([code, key, placeholders(text)]).toEqual([code, key, placeholders(due ?? '')])
    }
  }
})

test('[Y5] apostrophes and spaces are written as they are printed', () => {
  for (const { code, namespace, texts } of files) {
    for (const [key, text] of texts) {
      if (text === null) continue
      expect([code, namespace, key, text]).toEqual([code, namespace, key, text.trim().replaceAll("'", '’')])
      expect([code, namespace, key, text]).not.toEqual([
        code,
        namespace,
        key,
        expect.stringMatching(/ [?!;:€%]/),
      ])
    }
  }
})

test('[Y6] digits are those of the paper, in every language', () => {
  for (const { code, texts } of files) {
    for (const [key, text] of texts) {
      expect([code, key, text?.match(/[^\P{Nd}0-9]/gu) ?? []]).toEqual([code, key, []])
    }
  }
})

describe.each([...french])('%s', (_, file) => {
  test('loses no placeholder as a pseudo-language', () => {
    for (const kind of ['long', 'mirrored'] as const) {
      const pseudo = flatTexts(pseudoTexts(file as Texts, kind))
      for (const [key, text] of flatTexts(file)) {
        expect(placeholders(pseudo.get(key) ?? '')).toEqual(placeholders(text ?? ''))
        expect(letters(pseudo.get(key) ?? '')).toBeGreaterThanOrEqual(letters(text ?? '') * 1.4)
      }
    }
  })
})

test('no sentence of an answer has more than twelve words', () => {
  for (const text of sourceOf('verdict').values()) {
    for (const sentence of (text ?? '').split(/[.?!]/)) {
      expect([sentence, sentence.trim().split(/\s+/).length <= 12]).toEqual([sentence, true])
    }
  }
})

function sourceOf(namespace: string): FlatTexts {
  return sources.get(namespace) ?? new Map<string, string>()
}

function isLeft(texts: FlatTexts, key: string): boolean {
  return (
    byStem(texts)
      .get(stemOf(key))
      ?.every((text) => text === null) ?? false
  )
}

function placeholders(text: string): readonly string[] {
  return (text.match(/\{\{[^}]*\}\}/g) ?? []).toSorted()
}

function letters(text: string): number {
  return text.replaceAll(/\{\{[^}]*\}\}/g, '').length
}
