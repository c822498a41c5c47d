import { useEffect, useState } from 'react'
import type { Instant } from '#domain/instant.ts'
import type { Cents } from '#domain/money.ts'
import type { Device } from '#client/device/device.ts'
import { useObservable } from '#client/device/use-device.ts'
import { readSetting, writeSetting } from '#client/store/settings.ts'

export type VenueAccount = {
  readonly units: number
  readonly payableCents: Cents
  /** Units that wait for a handover or an earlier act. */
  readonly waitingUnits: number
  /** When the server said so. */
  readonly at: Instant
}

/** The server's total, asked again after each exchange; without a network, the last one with its date. */
export function useVenueAccount(device: Device): VenueAccount | undefined {
  const [known, setKnown] = useState<VenueAccount>()
  const { lastContact } = useObservable(device.sync.state)
  useEffect(() => {
    let gone = false
    function show(account: VenueAccount | undefined): void {
      if (account && !gone) setKnown((before) => (before && before.at > account.at ? before : account))
    }
    void recallAccount(device).then(show)
    void askAccount(device).then(show, () => undefined)
    return () => {
      gone = true
    }
  }, [device, lastContact])
  return known
}

async function askAccount(device: Device): Promise<VenueAccount | undefined> {
  const { store, fetch } = device.sync.link
  const answer = await fetch({ method: 'GET', path: '/api/venue-account' })
  if (!answer.ok || answer.value.status !== 200) return undefined
  const said: unknown = JSON.parse(new TextDecoder().decode(answer.value.bytes))
  const account = parseAccount({ ...(said as object), at: device.now() })
  if (account) await writeSetting(store, settingOf(device), account)
  return account
}

async function recallAccount(device: Device): Promise<VenueAccount | undefined> {
  return parseAccount(await readSetting(device.sync.link.store, settingOf(device)))
}

function settingOf({ enrolment }: Device): string {
  return `venue-account/${enrolment.device}`
}

export function parseAccount(value: unknown): VenueAccount | undefined {
  if (typeof value !== 'object' || value === null) return undefined
  const { units, payableCents, waitingUnits, at } = value as Record<string, unknown>
  const counts = [units, payableCents, waitingUnits, at]
  if (!counts.every((count) => typeof count === 'number')) return undefined
  return { units, payableCents, waitingUnits, at } as VenueAccount
}
