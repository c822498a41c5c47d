import { expect, test } from 'vitest'
import { hardWords, otherNames } from '../../../checks/texts/hard-words.ts'
import { readFolder } from '../../../checks/texts/read-folders.ts'
import { flatTexts } from '../../../checks/texts/text-file.ts'

/** Each sentence of easy French with its key: what ends with a mark, and what stands alone as a label. */
const texts = [...readFolder('fr-x-falc').files].flatMap(([namespace, file]) =>
  [...flatTexts(file)].map(([key, text]) => [`${namespace}:${key}`, text ?? ''] as const),
)
const sentences = texts.flatMap(([key, text]) =>
  text
    .split(/(?<=[.?!])\s/)
    .map((sentence) => [key, sentence.trim()] as const)
    .filter(([, sentence]) => sentence !== ''),
)

test('[Y40] easy French says everything itself', () => {
  expect(texts.filter(([, text]) => text === '')).toEqual([])
})

test('[Y40] a sentence has twelve words at most, and eight in the mean', () => {
  expect(sentences.filter(([, sentence]) => wordsOf(sentence).length > 12)).toEqual([])
  const whole = sentences.filter(([, sentence]) => /[.?!]$/.test(sentence))
  const words = whole.reduce((sum, [, sentence]) => sum + wordsOf(sentence).length, 0)
  expect(words / whole.length).toBeLessThanOrEqual(8)
})

test('[Y40] a sentence has one idea: one comma at most, nothing in brackets, no other part behind a semicolon or a dash', () => {
  expect(breaking((sentence) => commasIn(sentence) > 1 || /[;()[\]–—…]/.test(sentence))).toEqual([])
})

test('[Y41] a sentence denies once, and never speaks in the passive of who did it, of somebody, or of later', () => {
  expect(breaking((sentence) => denialsIn(sentence) > 1)).toEqual([])
  expect(breaking((sentence) => passive.test(sentence))).toEqual([])
  expect(breaking((sentence) => /(?<!\p{L})on(?!\p{L})/iu.test(sentence))).toEqual([])
  expect(breaking((sentence) => wordsOf(sentence).some(isLater))).toEqual([])
})

test('[Y42] numbers are digits, none of them Roman, and nothing is shortened or spelled in capitals', () => {
  expect(breaking((sentence) => numbersInWords.test(sentence))).toEqual([])
  expect(breaking((sentence) => /(?<![\p{L}\p{N}-])[IVXLCDM]{2,}(?![\p{L}\p{N}-])/u.test(sentence))).toEqual(
    [],
  )
  const withoutNumber = (sentence: string) => sentence.replaceAll(/[0-9A-Z]{4}(?:\u2011[0-9A-Z]{4}){2}/g, '')
  expect(breaking((sentence) => /\p{Lu}{2,}/u.test(withoutNumber(sentence)))).toEqual([])
  expect(breaking((sentence) => /[%&<>#*/\\§°]/.test(sentence))).toEqual([])
})

test('[Y43] no hard word, and one word for one thing', () => {
  for (const [word, instead] of [...hardWords, ...otherNames]) {
    expect([instead, breaking((sentence) => word.test(sentence))]).toEqual([instead, []])
  }
  // What the eye has to spell: no word of more than fourteen letters.
  expect(breaking((sentence) => wordsOf(sentence).some((word) => word.length > 14))).toEqual([])
})

test('[Y43] speaks to a grown-up, politely', () => {
  expect(breaking((sentence) => /(?<!\p{L})(?:tu|toi|te|ton|ta|tes)(?!\p{L})/iu.test(sentence))).toEqual([])
})

test('[Y40][Y41][Y42][Y43] the rules see what breaks them', () => {
  expect(denialsIn('Vous ne pouvez pas ne pas venir.')).toBe(2)
  expect(denialsIn('Il n’y a pas de réseau.')).toBe(1)
  expect(passive.test('Le carnet est rempli par le lieu.')).toBe(true)
  expect(passive.test('Aucune photo n’est gardée.')).toBe(true)
  expect(numbersInWords.test('Attendez deux heures.')).toBe(true)
  const [scan] = [...hardWords.keys()]
  expect(scan?.test('Scannez le carré noir.')).toBe(true)
  expect(scan?.test('Montrez le carré noir.')).toBe(false)
})

function breaking(breaks: (sentence: string) => boolean): readonly (readonly [string, string])[] {
  return sentences.filter(([, sentence]) => breaks(sentence))
}

/** A placeholder is a word; marks are none. */
function wordsOf(sentence: string): readonly string[] {
  return sentence.split(/[\s\u00a0\u202f]+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
}

function commasIn(sentence: string): number {
  return sentence.split(',').length - 1
}

function denialsIn(sentence: string): number {
  return (sentence.match(/(?<!\p{L})(?:ne\s|n’|sans\s|ni\s)/giu) ?? []).length
}

/** What somebody has done to a thing; a state that lasts (closed, open, blocked, done, refused, saved) is none. */
const passive =
  /(?<!s’)(?<!\p{L})(?:est|sont|sera|seront|a été|ont été)\s+(?!passée|fini|fait|fermé|ouvert|bloqu|refus|enregistr|complet|inventé)\p{L}{2,}(?:ée?s?|ie?s?|ue?s?)(?!\p{L})/iu

/** Ends like the future, and is no order of today that ends so too. */
function isLater(word: string): boolean {
  return /(?:rez|rons)\P{L}*$/u.test(word) && !/^(?:montrez|entrez|ouvrez|rentrez)\P{L}*$/iu.test(word)
}

const numbersInWords =
  /(?<!\p{L})(?:deux|trois|quatre|cinq|six|sept|huit|dix|douze|quinze|vingt|trente|cent|mille|deuxième|troisième)(?!\p{L})/iu
