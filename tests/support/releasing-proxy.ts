import { once } from 'node:events'
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http'
import { listenAnywhere } from './listen.ts'

/** Stands between browsers and a server, and lets it have a newer app. */
export type ReleasingProxy = {
  readonly port: number
  /** From now on the app's service worker is another one: what a browser takes for a new version. */
  readonly release: () => void
  readonly close: () => Promise<void>
}

export async function startReleasingProxy(serverPort: () => number): Promise<ReleasingProxy> {
  let releases = 0

  function pass(asked: IncomingMessage, answer: ServerResponse): void {
    const { method, url, headers } = asked
    const onward = request({ port: serverPort(), method, path: url, headers }, (answered) => {
      const isWorker = url === '/service-worker.js'
      // It is longer than the server says.
      if (isWorker) delete answered.headers['content-length']
      answer.writeHead(answered.statusCode ?? 502, answered.headers)
      answered.pipe(answer, { end: !isWorker })
      if (isWorker) answered.on('end', () => answer.end(`\n// ${releases}`))
    })
    onward.on('error', () => answer.destroy())
    asked.pipe(onward)
  }

  const proxy = createServer(pass)

  return {
    port: await listenAnywhere(proxy),
    release: () => void releases++,
    async close() {
      const closed = once(proxy, 'close')
      proxy.close()
      proxy.closeAllConnections()
      await closed
    },
  }
}
