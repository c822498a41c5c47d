import { expect, test } from 'vitest'
import { showBalance } from '#client/features/balance/shown-balance.ts'
import { aBalance } from './balances.ts'

const fresh = aBalance({ used: 4 })
const seen = aBalance({ used: 3 })
const nobody = { type: 'offline', telephone: '' } as const
const broken = { type: 'error', telephone: '' } as const

test('[B8] the server’s word stands before what this device saw', () => {
  expect(showBalance(fresh, seen)).toEqual({ type: 'balance', balance: fresh, news: 'fresh' })
  expect(showBalance({ type: 'unknown', telephone: '04' }, seen)).toEqual({
    type: 'problem',
    problem: 'unknown',
    telephone: '04',
  })
})

test('[B8] without a network, the last balance seen here is shown and said to be old', () => {
  expect(showBalance(undefined, seen)).toEqual({ type: 'balance', balance: seen, news: 'asking' })
  expect(showBalance(nobody, seen)).toEqual({ type: 'balance', balance: seen, news: 'offline' })
  expect(showBalance(broken, seen)).toEqual({ type: 'balance', balance: seen, news: 'error' })
})

test('[B8] never seen here and without a network, nothing is claimed', () => {
  expect(showBalance(undefined, undefined)).toEqual({ type: 'loading' })
  expect(showBalance(nobody, undefined)).toMatchObject({ type: 'problem', problem: 'offline' })
  expect(showBalance(broken, undefined)).toMatchObject({ type: 'problem', problem: 'error' })
  expect(showBalance(nobody, { type: 'unknown', telephone: '04' })).toMatchObject({ problem: 'offline' })
})
