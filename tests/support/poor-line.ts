import { createLink, type Link } from '#client/sync/link.ts'
import type { World } from '#client/sync/world.ts'

/** The most bytes that come through in one request, and in one answer, before the line breaks. */
export type Line = { readonly request: number; readonly answer: number }

/** The same device over a line that breaks: a long request never arrives, a long answer is lost after the server has acted. */
export function overPoorLine({ link }: { readonly link: Link }, line: Line) {
  let broken = 0
  let tried = 0
  const cut = () => {
    broken++
    return Promise.reject(new TypeError('the line was cut'))
  }
  const fetch: World['fetch'] = async (input, init) => {
    tried++
    const sent = init?.body instanceof Uint8Array ? init.body.length : 0
    if (sent > line.request) return cut()
    const response = await link.world.fetch(input, init)
    const answer = await response.arrayBuffer()
    if (answer.byteLength > line.answer) return cut()
    return new Response(answer, { status: response.status, headers: response.headers })
  }
  return { link: relink(link, { ...link.world, fetch }), broken: () => broken, tried: () => tried }
}

function relink(link: Link, world: World): Link {
  const { store, device, programme, address, keyId, privateKey, headKey } = link
  const keys = { privateKey, publicKey: privateKey }
  return createLink(store, { device, programme, address, keyId, headKey, keys }, world)
}
