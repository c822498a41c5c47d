import { scanOf, type TestServer } from './server.ts'

/** The first three cards are with people, and the newest head says so. */
export async function handOutThree(server: TestServer): Promise<void> {
  const desk = await server.enrol('desk')
  for (const pass of [0, 1, 2]) {
    const code = server.codeOf(1, pass)
    desk.handOver(code, scanOf(code), { age: '65-79', situations: [], language: 'fr' })
  }
  await desk.push()
  await server.publish()
}
