import type { Page } from 'playwright-core'
import { toHex, utf8 } from '#protocol/bytes.ts'
import { hashOf } from '#protocol/hash.ts'
import { parsePassCode } from '#protocol/pass-code.ts'
import type { Printed } from './enrol-manager.ts'

/**
 * Where this browser still has something of a pass that was read: its code, its number, the proof in it, or the hash
 * under which a phone remembers it. Looked through is all that a page can keep: each row of every database, both
 * storages, every cache, the address and its history, the window's name and title.
 */
export async function tracesOf(page: Page, { text, number }: Printed): Promise<readonly string[]> {
  const kept = await page.evaluate(readAllKept)
  return Object.entries(kept).flatMap(([place, content]) =>
    needlesOf(text, number).flatMap(([what, needle]) =>
      content.toLowerCase().includes(needle.toLowerCase()) ? [`${what} in ${place}`] : [],
    ),
  )
}

function needlesOf(text: string, number: string): readonly (readonly [what: string, needle: string])[] {
  const digits = text.split('#')[1] ?? text
  const token = parsePassCode(text)
  if (!token.ok) throw new Error('the card has no code of ours')
  return [
    ['the code', digits],
    ['the proof', toHex(token.value.signature)],
    ['the number', number],
    ['the number', number.replaceAll('-', '')],
    ...[digits, number, number.replaceAll('-', '')].map(
      (said) => ['the remembered answer', toHex(hashOf(utf8(said)))] as const,
    ),
  ]
}

/** Runs in the page: what is kept, place by place, as text; bytes as hexadecimal digits. */
async function readAllKept(): Promise<Record<string, string>> {
  const kept: Record<string, string> = {
    'the address': location.href,
    'the history': JSON.stringify([history.state, historyOf()]),
    'the window': `${window.name} ${document.title} ${document.referrer}`,
    'the local storage': JSON.stringify({ ...localStorage }),
    'the session storage': JSON.stringify({ ...sessionStorage }),
    'a cookie': document.cookie,
  }
  for (const { name } of await indexedDB.databases()) {
    if (name === undefined) continue
    const database = await answerOf(indexedDB.open(name))
    for (const store of database.objectStoreNames) {
      const rows = database.transaction(store).objectStore(store)
      const [keys, values] = [await answerOf(rows.getAllKeys()), await answerOf(rows.getAll())]
      kept[`the table ${name}/${store}`] = await textOf([keys, values])
    }
    database.close()
  }
  for (const name of await caches.keys()) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) {
      const response = await cache.match(request)
      const isAnswer = !/\.(?:js|css|woff2|wasm|png|svg)$/.test(new URL(request.url).pathname)
      kept[`the cache ${name}`] =
        (kept[`the cache ${name}`] ?? '') + request.url + (isAnswer ? await response?.text() : '')
    }
  }
  return kept

  function answerOf<Answer>(asked: IDBRequest<Answer>): Promise<Answer> {
    return new Promise((resolve, reject) => {
      asked.onsuccess = () => resolve(asked.result)
      asked.onerror = () => reject(asked.error ?? new Error('not read'))
    })
  }

  async function textOf(value: unknown): Promise<string> {
    if (value instanceof Blob) return textOf(await value.arrayBuffer())
    if (value instanceof ArrayBuffer) return textOf(new Uint8Array(value))
    if (value instanceof Uint8Array)
      return [...value].map((byte) => byte.toString(16).padStart(2, '0')).join('')
    if (value === null || typeof value !== 'object') return `${String(value)} `
    const parts = await Promise.all(Object.values(value).map(textOf))
    return parts.join(' ')
  }

  /** Where the back button leads, as far as this page may know. */
  function historyOf(): readonly unknown[] {
    const entries = (Reflect.get(window, 'navigation') as { entries: () => readonly Entry[] }).entries()
    return entries.map((entry) => [entry.url, entry.getState()])
  }

  type Entry = { readonly url: string | null; readonly getState: () => unknown }
}
