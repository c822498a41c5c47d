import { inflate, type FileName } from '#protocol/file.ts'
import type { Bytes } from '#protocol/bytes.ts'
import type { Link } from './link.ts'
import { serverBusy } from './server-busy.ts'
import { answerWithin } from './signed-fetch.ts'

/** What anyone may fetch of our server, or of a cache before it. Undefined when it has none. */
export async function fetchBytes(link: Link, path: string, cache: RequestCache): Promise<Bytes | undefined> {
  const response = await link.world.fetch(`${link.address}${path}`, {
    cache,
    credentials: 'omit',
    redirect: 'error',
    signal: link.world.signalAfter(answerWithin),
  })
  if (response.status === 404) return undefined
  if (response.status >= 500 || response.status === 429) throw serverBusy(response, path, link.world.now())
  if (!response.ok) throw new Error(`The server answered ${response.status} to ${path}.`)
  return new Uint8Array(await response.arrayBuffer())
}

/** The content of a file as it came: nobody has yet compared it with its name. */
export async function fetchContent(link: Link, name: FileName): Promise<Bytes | undefined> {
  const bytes = await fetchBytes(link, `/files/${link.programme}/${name}`, 'default')
  return bytes && inflate(bytes)
}
