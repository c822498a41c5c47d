import { once } from 'node:events'
import type { Server } from 'node:net'

/** Lets a server listen on a port that nobody has, and answers which. */
export async function listenAnywhere(server: Server): Promise<number> {
  server.listen(0)
  await once(server, 'listening')
  const place = server.address()
  if (place === null || typeof place === 'string') throw new Error('no free port')
  return place.port
}
