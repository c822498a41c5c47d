import { expect, test } from 'vitest'
import { parseInstallation } from '#client/frame/installation.ts'

const programme = { programme: 75, name: 'Essai', telephone: '01 99 00 75 75', demonstration: true }

test('reads the programmes of the server, and leaves out what is none', () => {
  const said = JSON.stringify({
    address: 'http://localhost',
    programmes: [programme, { programme: 'x' }, null],
  })
  expect(parseInstallation(said)).toEqual({ programmes: [programme] })
})

test('a captive portal is not an installation', () => {
  for (const text of [null, '', '<html>', '{}', '[]', 'null']) {
    expect(parseInstallation(text)).toBeUndefined()
  }
})
