import { useState } from 'react'
import { useLocation } from 'wouter'
import { useDevices, useEnrolled } from '#client/device/use-device.ts'
import type { DeviceRole } from '#protocol/enrolment.ts'

export const doors = ['mediator', 'venue', 'beneficiary', 'manager'] as const

export type Door = (typeof doors)[number]

export type Opening = { readonly type: 'waiting' | 'entering' | 'closed' }

const behind = {
  mediator: { role: 'desk', path: '/handover' },
  venue: { role: 'desk', path: '/redeem' },
  beneficiary: { role: undefined, path: '/p' },
  manager: { role: 'manager', path: '/manage' },
} as const satisfies Record<Door, { readonly role: DeviceRole | undefined; readonly path: string }>

/** Opens a door: the first time, this browser is enrolled as a device of the demonstration. */
export function useDoors(browserName: string) {
  const opened = useDevices()
  const enrolled = useEnrolled()
  const [, go] = useLocation()
  const [opening, setOpening] = useState<Opening>({ type: 'waiting' })

  async function enter(door: Door): Promise<void> {
    const { role, path } = behind[door]
    if (role === undefined || enrolled?.acting[role]) return go(path)
    setOpening({ type: 'entering' })
    const entered = await enrolAs(role).catch(() => false)
    if (entered) go(path)
    else setOpening({ type: 'closed' })
  }

  async function enrolAs(role: DeviceRole): Promise<boolean> {
    if (opened.type !== 'opened') return false
    const link = await askForLink(role)
    return (await opened.devices.enrol(link, browserName)).ok
  }

  return { opening, enter }
}

async function askForLink(door: DeviceRole): Promise<string> {
  const response = await fetch('/api/demonstration/doors', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ door }),
  })
  const { link } = (await response.json()) as { readonly link?: unknown }
  if (typeof link !== 'string') throw new Error('The door gave no link.')
  return link
}
