import { languageOf } from './languages.ts'

const firstStrongIsolate = '\u2068'
const popIsolate = '\u2069'

/** A name, a date or an amount keeps its own direction inside a sentence that reads from right to left. */
export function isolate(value: string | number, code: string): string {
  const text = `${value}`
  return languageOf(code).dir === 'rtl' && text !== '' ? `${firstStrongIsolate}${text}${popIsolate}` : text
}
