import { CompactSign } from 'jose'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toBase64Url, utf8 } from '#protocol/bytes.ts'
import { claimedDevice, signRequest, verifyRequest, type SignedRequest } from '#protocol/signed-request.ts'
import { aSigningKey, aUuid } from '#tests/support/builders.ts'

const key = await aSigningKey()
const device = aUuid(2)
const request: SignedRequest = {
  method: 'POST',
  path: '/api/push?programme=7',
  body: utf8('body'),
  nonce: 'nonce-1',
}
const authorization = await signRequest(request, device, key.privateKey)
const bad = { ok: false, error: 'bad-signature' }

test('[E1] a request signed by its device is recognised', async () => {
  expect(await verifyRequest(request, authorization, key.publicKey)).toEqual({ ok: true, value: true })
  expect(claimedDevice(authorization)).toBe(device)
})

test.each<[string, Partial<SignedRequest>]>([
  ['method', { method: 'GET' }],
  ['path', { path: '/api/pull?programme=7' }],
  ['query', { path: '/api/push?programme=8' }],
  ['body', { body: utf8('bodies') }],
  ['absence of a body', { body: new Uint8Array(0) }],
  ['nonce', { nonce: 'nonce-2' }],
])('[E1] another %s is refused', async (_, change) => {
  expect(await verifyRequest({ ...request, ...change }, authorization, key.publicKey)).toEqual(bad)
})

test('[E1] the key of another device is refused', async () => {
  const other = await aSigningKey()
  expect(await verifyRequest(request, authorization, other.publicKey)).toEqual(bad)
})

test('[E1] a signature made for something else, by the same key, is refused', async () => {
  const payload = utf8(
    JSON.stringify({
      method: 'POST',
      path: request.path,
      body: toBase64Url(request.body),
      nonce: request.nonce,
    }),
  )
  const jws = await new CompactSign(payload)
    .setProtectedHeader({ alg: 'ES256', kid: device })
    .sign(key.privateKey)
  expect(await verifyRequest(request, `Carnet ${jws}`, key.publicKey)).toEqual(bad)
  const [, signed = ''] = authorization.split(' ')
  const [, content = '', signature = ''] = signed.split('.')
  const header = toBase64Url(utf8(JSON.stringify({ alg: 'ES256', kid: aUuid(3), typ: 'carnet-request' })))
  expect(await verifyRequest(request, `Carnet ${header}.${content}.${signature}`, key.publicKey)).toEqual(bad)
})

test('[E1] a signature without its type is refused, so that no other JWS of the device serves as a request', async () => {
  const [, signed = ''] = authorization.split(' ')
  const payload = new Uint8Array(Buffer.from(signed.split('.')[1] ?? '', 'base64url'))
  const jws = await new CompactSign(payload)
    .setProtectedHeader({ alg: 'ES256', kid: device })
    .sign(key.privateKey)
  expect(await verifyRequest(request, `Carnet ${jws}`, key.publicKey)).toEqual(bad)
})

test('[E2] a header that names no device names none, and nothing throws', async () => {
  for (const kid of [undefined, 7, null, {}, 'device', "'; drop table devices", aUuid(10).toUpperCase()]) {
    const header = toBase64Url(utf8(JSON.stringify({ alg: 'ES256', kid })))
    expect(claimedDevice(`Carnet ${header}.e30.AAAA`)).toBeUndefined()
  }
  const hostile = [
    '',
    'Carnet',
    'Carnet ',
    'Bearer x.y.z',
    'Carnet x.y.z',
    'Carnet ..',
    'Carnet bnVsbA.e30.AAAA',
  ]
  for (const text of hostile) {
    expect(claimedDevice(text)).toBeUndefined()
    expect(await verifyRequest(request, text, key.publicKey)).toEqual(bad)
  }
  await fc.assert(
    fc.asyncProperty(fc.string(), async (text) => {
      expect(claimedDevice(`Carnet ${text}`)).toBeUndefined()
      expect(await verifyRequest(request, `Carnet ${text}`, key.publicKey)).toEqual(bad)
    }),
  )
})

test('[E2] a JWS without a signature, or with another algorithm, is refused', async () => {
  const [, signed = ''] = authorization.split(' ')
  const [, content = ''] = signed.split('.')
  for (const alg of ['none', 'HS256', 'ES384']) {
    const header = toBase64Url(utf8(JSON.stringify({ alg, kid: device, typ: 'carnet-request' })))
    expect(await verifyRequest(request, `Carnet ${header}.${content}.`, key.publicKey)).toEqual(bad)
  }
})
