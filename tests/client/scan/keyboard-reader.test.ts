import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { listenToKeyboardReader } from '#client/scan/keyboard-reader.ts'
import { repairText } from '#client/scan/reader-layout.ts'
import { makeSigningKey } from '#protocol/keys.ts'
import { passCodeText, signPassCode } from '#protocol/pass-code.ts'
import { importHmacKey, makePassNumber } from '#protocol/pass-number.ts'

const code = 'http://localhost:8080/p#12345678901234567'

let keys: EventTarget
let heard: string[]
let reading: boolean[]
let stop: () => void

beforeEach(() => {
  vi.useFakeTimers()
  keys = new EventTarget()
  heard = []
  reading = []
  stop = listenToKeyboardReader(
    {
      onText: (scanned) => heard.push(`${scanned.source} ${scanned.text}`),
      onReading: (now) => reading.push(now),
    },
    keys,
  )
})
afterEach(() => {
  stop()
  vi.useRealTimers()
})

describe('a reader that types', () => {
  test('[W1] is heard when it ends with Enter, Tab or a line feed', () => {
    type(code, { gap: 8 })
    wait(8)
    expect(press('j', { ctrlKey: true, code: 'KeyJ' }).defaultPrevented).toBe(true)
    expect(heard.splice(0)).toEqual([`keyboard ${code}`])
    type(code, { gap: 8, end: 'Enter' })
    type(code, { gap: 8, end: 'Tab' })
    expect(heard).toEqual([`keyboard ${code}`, `keyboard ${code}`])
  })

  test('[W1] does not press what has the focus, and its last key goes no further', () => {
    const stopped = vi.spyOn(Event.prototype, 'stopPropagation')
    expect(type(code, { gap: 8, end: 'Enter' }).defaultPrevented).toBe(true)
    expect(stopped).toHaveBeenCalledOnce()
    stopped.mockRestore()
  })

  test('may press Shift, Control and AltGr between two characters, as on a French layout', () => {
    type(code.slice(0, 10), { gap: 8 })
    press('Control', { ctrlKey: true })
    press('AltGraph', { ctrlKey: true, altKey: true })
    press('#', { ctrlKey: true, altKey: true, altGraph: true })
    type('0123', { gap: 8, end: 'Enter' })
    expect(heard).toEqual([`keyboard ${code.slice(0, 10)}#0123`])
  })

  test('is not heard after listening ended', () => {
    stop()
    type(code, { gap: 8, end: 'Enter' })
    expect(heard).toEqual([])
  })
})

describe('a reader set to an American keyboard, on a French layout', () => {
  test('[W2] is understood by the places of its keys, and by the characters where no place is told', async () => {
    const number = await aNumber()
    for (const meant of [number, await aCode()]) {
      typeFrench(meant, { places: true })
      typeFrench(meant, { places: false })
      expect(heard.splice(0), meant).toEqual([`keyboard ${meant}`, `keyboard ${meant}`])
    }
  })

  test('[W2] is understood in a field, also where it writes capitals', async () => {
    const number = await aNumber()
    expect(repairText(inFrench(number))).toBe(number)
    expect(repairText(inFrench(number).toUpperCase())).toBe(number)
    expect(repairText('Villeurbanne')).toBe('Villeurbanne')
  })
})

test('[W2] a reader set to an American keyboard is understood on a layout that we do not know, by its places', async () => {
  const german: Readonly<Record<string, string>> = { y: 'z', z: 'y', '/': '-', ':': 'Ö', '#': '§', '-': 'ß' }
  const meant = await aCode()
  for (const character of meant) {
    const { code, shiftKey } = keyFor(character)
    wait(9)
    press(german[character] ?? character, { code, shiftKey })
  }
  wait(9)
  press('Enter')
  expect(heard).toEqual([`keyboard ${meant}`])
})

describe('a slow reader', () => {
  test('[W3] says that it reads, and no more once it ended', () => {
    type(code.slice(0, 5), { gap: 12 })
    expect(reading).toEqual([])
    type(code.slice(5), { gap: 12, end: 'Enter' })
    expect(reading).toEqual([true, false])
  })

  test('[W3] that ends with nothing is believed when it typed a code of ours', async () => {
    const number = await aNumber()
    type(number, { gap: 12 })
    vi.advanceTimersByTime(1000)
    type('abcdefghijklm', { gap: 12 })
    vi.advanceTimersByTime(1000)
    expect(heard).toEqual([`keyboard ${number}`])
    expect(reading.at(-1)).toBe(false)
  })
})

describe('a person who types', () => {
  test('[W1] is too slow to be a reader, and keeps Enter', () => {
    expect(type(code, { gap: 120, end: 'Enter' }).defaultPrevented).toBe(false)
    expect(heard).toEqual([])
  })

  test('is not heard for a short word, however fast', () => {
    type('Villeurbann', { gap: 8, end: 'Enter' })
    expect(heard).toEqual([])
  })

  test('is left alone in a field', () => {
    expect(type(code, { gap: 8, end: 'Enter', inField: true }).defaultPrevented).toBe(false)
    expect(heard).toEqual([])
  })

  test('is not a reader when a key stays down or a command is given', () => {
    type('aaaaaaaaaaaaaaaa', { gap: 8, end: 'Enter', repeat: true })
    type('aaaaaaaaaaaaaaaa', { gap: 8, end: 'Enter', ctrlKey: true })
    expect(heard).toEqual([])
  })

  test('before a reader does not mix with it', () => {
    type('abc', { gap: 200 })
    wait(300)
    type(code, { gap: 8, end: 'Enter' })
    expect(heard).toEqual([`keyboard ${code}`])
  })
})

type Hands = {
  code?: string
  shiftKey?: boolean
  ctrlKey?: boolean
  altKey?: boolean
  altGraph?: boolean
  repeat?: boolean
  inField?: boolean
}

let clock = 0

function wait(milliseconds: number): void {
  clock += milliseconds
}

function type(text: string, { gap, end, ...hands }: Hands & { gap: number; end?: string }): Event {
  let last = new Event('none')
  for (const key of [...text, ...(end ? [end] : [])]) {
    wait(gap)
    last = press(key, hands)
  }
  return last
}

function press(key: string, { altGraph = false, inField = false, ...hands }: Hands = {}): Event {
  const event = Object.assign(new Event('keydown', { cancelable: true }), {
    key,
    code: '',
    shiftKey: false,
    ctrlKey: false,
    altKey: false,
    metaKey: false,
    repeat: false,
    isComposing: false,
    getModifierState: () => altGraph,
    ...hands,
  })
  Object.defineProperty(event, 'timeStamp', { value: clock })
  Object.defineProperty(event, 'composedPath', { value: () => [inField ? field : keys] })
  keys.dispatchEvent(event)
  return event
}

const field = { isContentEditable: false, closest: () => field }

const american = ['1234567890-=', 'qwertyuiop', "asdfghjkl;'", 'zxcvbnm,./']
const americanShifted = ['!@#$%^&*()_+', 'QWERTYUIOP', 'ASDFGHJKL:"', 'ZXCVBNM<>?']
const french = ['&é"\'(-è_çà)=', 'azertyuiop', 'qsdfghjklmù', 'wxcvbn,;:!']
const frenchShifted = ['1234567890°+', 'AZERTYUIOP', 'QSDFGHJKLM%', 'WXCVBN?./§']
const names: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...'1234567890'].map((digit) => [digit, `Digit${digit}`])),
  ...Object.fromEntries([...'qwertyuiopasdfghjklzxcvbnm'].map((key) => [key, `Key${key.toUpperCase()}`])),
  ...{
    '-': 'Minus',
    '=': 'Equal',
    ';': 'Semicolon',
    "'": 'Quote',
    ',': 'Comma',
    '.': 'Period',
    '/': 'Slash',
  },
}

/** The key that an American reader presses for a character, and what it types on a French layout. */
function keyFor(character: string): { code: string; shiftKey: boolean; key: string } {
  for (let row = 0; row < american.length; row++) {
    const at = american[row]?.indexOf(character) ?? -1
    if (at >= 0) return { code: names[character] ?? '', shiftKey: false, key: french[row]?.[at] ?? '' }
    const shifted = americanShifted[row]?.indexOf(character) ?? -1
    const plain = american[row]?.[shifted]
    if (plain) return { code: names[plain] ?? '', shiftKey: true, key: frenchShifted[row]?.[shifted] ?? '' }
  }
  throw new Error(`no key types ${character}`)
}

function inFrench(text: string): string {
  return [...text].map((character) => keyFor(character).key).join('')
}

function typeFrench(text: string, { places }: { places: boolean }): void {
  for (const character of text) {
    const { key, code, shiftKey } = keyFor(character)
    wait(9)
    press(key, places ? { code, shiftKey } : {})
  }
  wait(9)
  press('Enter')
}

async function aNumber(): Promise<string> {
  return makePassNumber(123_456, 777, await importHmacKey(new Uint8Array(32).fill(7)))
}

async function aCode(): Promise<string> {
  const { privateKey } = await makeSigningKey({ extractable: false })
  const code = { programme: 7, batch: 1, pass: 2, cheque: 0 }
  return passCodeText(
    'https://carnet.example.fr',
    await signPassCode(code, Uint8Array.of(1, 2, 3, 4), privateKey),
  )
}
