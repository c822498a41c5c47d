import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isLanguage, languageOf, languages } from '#client/i18n/languages.ts'
import { pluralForms } from '#client/i18n/plural-rule.ts'
import { pseudoTexts, type Texts } from '#client/i18n/pseudo-locale.ts'

const folder = new URL('../../../locales/', import.meta.url)
const files = readdirSync(folder).flatMap((code) => namesOf(code).map((file) => ({ code, file })))
const suffix = /_(zero|one|two|few|many|other)$/

test('every folder is a language of the screens, and French has every namespace', () => {
  for (const { code, file } of files) {
    expect(isLanguage(code)).toBe(true)
    expect(namesOf('fr')).toContain(file)
  }
  expect(languages.map(({ code }) => code).toSorted()).toEqual(readdirSync(folder).toSorted())
})

describe.each(files)('$code/$file', ({ code, file }) => {
  const texts = flat(read(code, file))
  const french = flat(read('fr', file))

  test('says what French says, key for key', () => {
    expect(stems(texts)).toEqual(stems(french))
  })

  test('has every form of each plural, and no other', () => {
    const counted = new Set([...texts.keys()].filter((key) => suffix.test(key)).map(stemOf))
    for (const stem of counted) {
      const forms = [...texts.keys()].filter((key) => suffix.test(key) && stemOf(key) === stem)
      const due = pluralForms[languageOf(code).plural].map((form) => `${stem}_${form}`)
      expect(forms.toSorted()).toEqual(due.toSorted())
    }
  })

  test('keeps the placeholders of French', () => {
    for (const [key, text] of texts) {
      const due = french.get(key) ?? french.get(`${stemOf(key)}_other`)
      expect([key, placeholders(text)]).toEqual([key, placeholders(due ?? '')])
    }
  })

  test('leaves nothing empty, and writes apostrophes and spaces as they are printed', () => {
    for (const [key, text] of texts) {
      expect([key, text.trim()]).not.toEqual([key, ''])
      expect([key, text]).not.toEqual([key, expect.stringMatching(/'| [?!;:]/)])
    }
  })

  test('loses no placeholder as a pseudo-language', () => {
    for (const kind of ['long', 'mirrored'] as const) {
      const pseudo = flat(pseudoTexts(read(code, file), kind))
      for (const [key, text] of texts) {
        expect(placeholders(pseudo.get(key) ?? '')).toEqual(placeholders(text))
        expect(letters(pseudo.get(key) ?? '')).toBeGreaterThanOrEqual(letters(text) * 1.4)
      }
    }
  })
})

test('no sentence of an answer has more than twelve words', () => {
  for (const text of flat(read('fr', 'verdict.json')).values()) {
    for (const sentence of text.split(/[.?!]/)) {
      expect([sentence, sentence.trim().split(/\s+/).length <= 12]).toEqual([sentence, true])
    }
  }
})

function namesOf(code: string): readonly string[] {
  return readdirSync(new URL(`${code}/`, folder)).toSorted()
}

function read(code: string, file: string): Texts {
  return JSON.parse(readFileSync(new URL(`${code}/${file}`, folder), 'utf8')) as Texts
}

function flat(texts: Texts, before = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[before + key, value] as const] : [...flat(value, `${before}${key}.`)],
    ),
  )
}

function stemOf(key: string): string {
  return key.replace(suffix, '')
}

function stems(texts: ReadonlyMap<string, string>): readonly string[] {
  return [...new Set([...texts.keys()].map(stemOf))].toSorted()
}

function placeholders(text: string): readonly string[] {
  return (text.match(/\{\{[^}]*\}\}/g) ?? []).toSorted()
}

function letters(text: string): number {
  return text.replaceAll(/\{\{[^}]*\}\}/g, '').length
}
