import fc from 'fast-check'
import { expect, test } from 'vitest'
import { importExportKey, makeExportKey, openExport, sealExport } from '#protocol/export-file.ts'
import { exportPrivateKey } from '#protocol/keys.ts'
import { incarnationIsProven, proveIncarnation } from '#protocol/incarnation.ts'
import { aSigningKey, aUuid, noon } from '#tests/support/builders.ts'

const bytes = new Uint8Array(32).fill(3)

const file = {
  ...{ version: 1 as const, device: aUuid(2), programme: 7, exportedAt: noon, chainEnd: bytes },
  entries: [{ bytes, personal: { salt: bytes, part: bytes, expiresAt: noon } }],
}

async function aPair() {
  const { privateKey } = await makeExportKey()
  return importExportKey(await exportPrivateKey(privateKey))
}

test('[E9] an export file is opened by its installation, and by no other', async () => {
  const [ours, theirs] = [await aPair(), await aPair()]
  const sealed = await sealExport(file, ours.publicKey)
  expect(await openExport(sealed, ours)).toEqual({ ok: true, value: file })
  expect(await openExport(sealed, theirs)).toEqual({ ok: false, error: 'other-installation' })
  expect(sealed).toMatch(/^[\w-]+\.\.[\w-]+\.[\w-]+\.[\w-]+$/)
})

test('[E9] nothing that is opened throws, and no changed file is taken', async () => {
  const ours = await aPair()
  const sealed = await sealExport(file, ours.publicKey)
  // The last sign of a part may hold bits that belong to no byte.
  const places = [...sealed].flatMap((_, at) => ([undefined, '.'].includes(sealed[at + 1]) ? [] : [at]))
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...places), async (at) => {
      const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'z' : 'A') + sealed.slice(at + 1)
      expect((await openExport(changed, ours)).ok).toBe(false)
    }),
    { numRuns: 60 },
  )
  await fc.assert(
    fc.asyncProperty(fc.string(), async (text) => {
      expect((await openExport(text, ours)).ok).toBe(false)
    }),
  )
})

test('[E10] a new key is proven for the device that it continues, and for no other', async () => {
  const { keyId, privateKey, publicKey } = await aSigningKey()
  const proof = await proveIncarnation(aUuid(2), keyId, privateKey)
  expect(await incarnationIsProven(aUuid(2), proof, publicKey)).toBe(true)
  expect(await incarnationIsProven(aUuid(3), proof, publicKey)).toBe(false)
  expect(await incarnationIsProven(aUuid(2), proof, (await aSigningKey()).publicKey)).toBe(false)
  expect(await incarnationIsProven(aUuid(2), bytes, publicKey)).toBe(false)
})
