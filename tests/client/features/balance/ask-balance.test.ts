import { expect, test } from 'vitest'
import { askBalance } from '#client/features/balance/ask-balance.ts'
import { askedPassOf, textOf } from '#client/features/balance/asked-pass.ts'
import { aBalance } from './balances.ts'

const digits = '1'.repeat(217)
const request = { by: 'code', digits } as const

function answering(body: BodyInit, status = 200): typeof fetch {
  return () => Promise.resolve(new Response(body, { status }))
}

test('[B8] the digits of the code are sent as they are, in the body and not in the address', async () => {
  const asked: unknown[] = []
  const ask: typeof fetch = (url, init) => {
    asked.push([url, init?.body])
    return Promise.resolve(Response.json(aBalance()))
  }
  expect(await askBalance(request, ask)).toEqual(aBalance())
  expect(asked).toEqual([['/api/balance', JSON.stringify(request)]])
})

test('[B8] nobody reached is offline; somebody else’s page or a broken server is an error; neither throws', async () => {
  expect((await askBalance(request, () => Promise.reject(new TypeError('failed')))).type).toBe('offline')
  expect((await askBalance(request, answering('<h1>Wi-Fi gratuit</h1>'))).type).toBe('error')
  expect((await askBalance(request, answering('{"error":"ours"}', 500))).type).toBe('error')
  expect((await askBalance(request, answering('{"error":"malformed"}', 400))).type).toBe('not-a-pass')
})

test('[B8] an address, a scan and a number all name a pass; anything else names none', () => {
  expect(askedPassOf(digits)).toEqual(request)
  expect(askedPassOf(`https://autre.example/p#${digits}`)).toEqual(request)
  expect(askedPassOf('0000-0000-0000')).toEqual({ by: 'number', number: '000000000000' })
  expect(askedPassOf('')).toBeUndefined()
  for (const text of ['123', 'https://carnet.test/p', `${digits}x`, '0000-0000-0001']) {
    expect(askedPassOf(text)).toEqual({ by: 'neither' })
  }
  expect(textOf(request)).toBe(digits)
})
