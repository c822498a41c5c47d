import { expect, test } from 'vitest'
import { outcomeReasons } from '#domain/outcome-reason.ts'
import device from '../../../locales/fr/device.json' with { type: 'json' }
import manage from '../../../locales/fr/manage.json' with { type: 'json' }

test('[K57] every reason of an outcome has its words, for the desk and for the manager', () => {
  expect(outcomeReasons.filter((reason) => !(reason in device.reason))).toEqual([])
  expect(outcomeReasons.filter((reason) => !(reason in manage.reasons))).toEqual([])
})
