import fc from 'fast-check'
import { expect, test } from 'vitest'
import { utf8 } from '#protocol/bytes.ts'
import { deflate, fileNameOf, inflate } from '#protocol/file.ts'

test('[L6] a file travels in ZLIB form and comes back whole', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2000 }), async (content) => {
      const bytes = new Uint8Array(content)
      const travelling = await deflate(bytes)
      expect((travelling[0] ?? 0) & 0x0f).toBe(8)
      expect(await inflate(travelling)).toEqual(bytes)
    }),
    { numRuns: 50 },
  )
})

test('[L6] its name is the SHA-256 of its content, so that any other content has another name', () => {
  expect(fileNameOf(utf8('abc'))).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
  expect(fileNameOf(utf8('abd'))).not.toBe(fileNameOf(utf8('abc')))
})

test('[L6] bytes that are cut short or no ZLIB stream are an error, not an empty file', async () => {
  const travelling = await deflate(new Uint8Array(5000).map((_, i) => i * i))
  await expect(inflate(travelling.slice(0, -5))).rejects.toThrow()
  await expect(inflate(utf8('not a stream'))).rejects.toThrow()
  await expect(
    inflate(travelling.with(travelling.length - 1, 0).with(travelling.length - 2, 0)),
  ).rejects.toThrow()
})
