import { beforeEach, describe, expect, test } from 'vitest'
import { listenToKeyboardReader } from '#client/scan/keyboard-reader.ts'

const code = 'http://localhost:8080/p#12345678901234567'

let keys: EventTarget
let heard: string[]
let stop: () => void

beforeEach(() => {
  keys = new EventTarget()
  heard = []
  stop = listenToKeyboardReader((scanned) => heard.push(`${scanned.source} ${scanned.text}`), keys)
})

describe('a reader that types', () => {
  test('is heard when it ends with Enter or Tab', () => {
    type(code, { gap: 8, end: 'Enter' })
    type(code, { gap: 8, end: 'Tab' })
    expect(heard).toEqual([`keyboard ${code}`, `keyboard ${code}`])
  })

  test('does not press what has the focus', () => {
    expect(type(code, { gap: 8, end: 'Enter' }).defaultPrevented).toBe(true)
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

describe('a person who types', () => {
  test('is too slow to be a reader, and keeps Enter', () => {
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

type Hands = { ctrlKey?: boolean; altKey?: boolean; altGraph?: boolean; repeat?: boolean; inField?: boolean }

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
