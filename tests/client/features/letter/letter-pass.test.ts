import { expect, test } from 'vitest'
import { letterPassOf } from '#client/features/letter/letter-pass.ts'
import { drawPassCode, drawPracticeCode, drawText } from '#client/print/drawn-code.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import type { ReadCode } from '#client/store/read-code.ts'
import { heldBy, openDesk } from '#tests/client/store/a-desk.ts'

const address = 'https://carnet.test'
const today = '2026-11-25'

test('[N22] the code of a letter is that of the pass, at the address of the device’s own server', async () => {
  const desk = await openDesk()
  const held = await heldBy(desk)
  const text = (await desk.server.signCode({ batch: 3, pass: 4, cheque: 0 })).replace(
    'https://carnet.test',
    'http://elsewhere.example',
  )
  const pass = letterPassOf(held, address, { text, read: await desk.read(text) }, today)
  const digits = text.split('#')[1] ?? ''
  expect(pass).toMatchObject({
    code: drawPassCode(address, digits),
    number: undefined,
    reference: '3-5',
    until: held.batchByNumber.get(3)?.endDay,
    units: held.batchByNumber.get(3)?.units,
    warning: undefined,
  })
})

test('[N22] a typed number stands on the letter in its groups, and its code asks for the balance by it', async () => {
  const held = await heldBy(await openDesk())
  const pass = letterPassOf(held, address, { text: '7f3k 9qwx-2m4t', read: readNumber(held) }, today)
  if (typeof pass === 'string') throw new Error(pass)
  const number = pass.number?.replaceAll('-', '') ?? ''
  expect(pass.code).toEqual(drawText(`${address}/p#${number}`))
})

test('[N22] what this device cannot vouch for has no date, no size and no name on paper', async () => {
  const held = await heldBy(await openDesk())
  const read: ReadCode = { ...readNumber(held), code: { batch: 3, pass: 4, cheque: 0 }, trust: 'unknown-key' }
  expect(letterPassOf(held, address, { text: '1'.repeat(200), read }, today)).toMatchObject({
    reference: undefined,
    until: undefined,
    units: undefined,
  })
})

test('[N22] a cheque and a pass of another programme have no letter', async () => {
  const desk = await openDesk()
  const held = await heldBy(desk)
  const booklet = [...held.batchByNumber.values()].find(({ format }) => format === 'booklet')
  const code = { batch: booklet?.number ?? 0, pass: 0, cheque: 2 }
  const read: ReadCode = { ...readNumber(held), code, trust: 'verified' }
  expect(letterPassOf(held, address, { text: '1'.repeat(200), read }, today)).toBe('scan-the-cover')
  const other = { ...readNumber(held), programme: held.records.programme.number + 1 }
  expect(letterPassOf(held, address, { text: '1'.repeat(200), read: other }, today)).toBe('other-programme')
})

test('[N22] whoever prints is told that a pass is over', async () => {
  const desk = await openDesk()
  const held = await heldBy(desk)
  const text = await desk.server.signCode({ batch: 3, pass: 4, cheque: 0 })
  const given = { text, read: await desk.read(text) }
  expect(letterPassOf(held, address, given, '2099-01-01')).toMatchObject({ warning: 'over' })
})

test('[N22] the letter of the exercise says that its pass pays nothing, and its code leads to the page that says so', async () => {
  const desk = await openDesk()
  const held = await heldBy(desk)
  const text = await desk.server.signCode({ batch: 3, pass: 4, cheque: 0 })
  const read = await desk.read(text)
  const digits = text.split('#')[1] ?? ''
  expect(letterPassOf(held, address, { text, read, exercise: true }, today)).toMatchObject({
    code: drawPracticeCode(address, digits),
    warning: 'training',
  })
})

function readNumber(held: HeldKnowledge): ReadCode {
  return {
    programme: held.records.programme.number,
    code: null,
    proof: { typed: '7F3K9QWX2M4T' },
    trust: 'unknown-batch',
    training: false,
  }
}
