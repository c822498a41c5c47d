import { once } from 'node:events'
import { connect, createServer, type Socket } from 'node:net'
import { listenAnywhere } from './listen.ts'

/** Stands between browsers and a server, byte for byte, until told to swallow answers. */
export type CutProxy = {
  readonly port: number
  /**
   * From now on a request whose first line begins so reaches the server whole, its answer never comes back and the
   * connection is cut: a browser that tries again by itself meets the same.
   */
  readonly cutAnswersTo: (requestLine: string) => Cut
  readonly close: () => Promise<void>
}

export type Cut = {
  /** The status line of each answer that was swallowed. */
  readonly swallowed: readonly string[]
  readonly heal: () => void
}

export async function startCutProxy(serverPort: () => number): Promise<CutProxy> {
  const open = new Set<Socket>()
  let cuts: readonly { readonly line: string; readonly swallowed: string[] }[] = []

  const proxy = createServer((browser) => {
    const server = connect(serverPort(), 'localhost')
    let cutting: (typeof cuts)[number] | undefined
    for (const socket of [browser, server]) {
      open.add(socket)
      socket.on('error', endBoth)
      socket.on('close', endBoth)
    }
    browser.on('data', (bytes) => {
      cutting ??= cuts.find(({ line }) => bytes.toString('latin1').startsWith(line))
      server.write(bytes)
    })
    server.on('data', (bytes) => {
      if (!cutting) {
        browser.write(bytes)
        return
      }
      // The server has written its answer: whatever it did is committed.
      cutting.swallowed.push(bytes.toString('latin1').split('\r\n')[0] ?? '')
      endBoth()
    })

    function endBoth(): void {
      for (const socket of [browser, server]) {
        socket.destroy()
        open.delete(socket)
      }
    }
  })

  return {
    port: await listenAnywhere(proxy),
    cutAnswersTo(line) {
      const cut = { line, swallowed: [] }
      cuts = [...cuts, cut]
      return { swallowed: cut.swallowed, heal: () => (cuts = cuts.filter((other) => other !== cut)) }
    },
    async close() {
      const closed = once(proxy, 'close')
      proxy.close()
      for (const socket of open) socket.destroy()
      await closed
    },
  }
}
