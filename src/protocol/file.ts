import { toHex, type Bytes } from './bytes.ts'
import { hashOf } from './hash.ts'

/**
 * A file is immutable and named by the SHA-256 of its content, in hexadecimal. It travels in ZLIB form (RFC 1950),
 * as in the IETF Token Status List; the name covers the content, so that a delta can be checked by the same name.
 */
export type FileName = string

export function fileNameOf(content: Uint8Array): FileName {
  return toHex(hashOf(content))
}

export async function deflate(content: Bytes): Promise<Bytes> {
  return throughStream(content, new CompressionStream('deflate'))
}

/** Rejects when the bytes are not a complete ZLIB stream. */
export async function inflate(bytes: Bytes): Promise<Bytes> {
  return throughStream(bytes, new DecompressionStream('deflate'))
}

async function throughStream(bytes: Bytes, stream: CompressionStream | DecompressionStream): Promise<Bytes> {
  const writer = stream.writable.getWriter()
  const written = Promise.all([writer.write(bytes), writer.close()])
  const [content] = await Promise.all([new Response(stream.readable).arrayBuffer(), written])
  return new Uint8Array(content)
}
