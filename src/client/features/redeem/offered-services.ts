import { calendarDayOf, type Instant } from '#domain/instant.ts'
import type { Programme, Service } from '#domain/programme.ts'
import { qualificationOn, type Structure } from '#domain/structure.ts'

/** What this venue may deliver today; all of the programme when its label is not known, so that the rules answer. */
export function offeredServices(
  programme: Programme,
  structure: Structure,
  now: Instant,
): readonly Service[] {
  const today = calendarDayOf(now, programme.timeZone)
  const listed = qualificationOn(structure, today)?.services ?? []
  const offered = programme.services.filter(({ id }) => listed.includes(id))
  return offered.length > 0 ? offered : programme.services
}

/** The only service, or the one chosen last on this device. */
export function preselected(services: readonly Service[], device: string): Service | undefined {
  if (services.length === 1) return services[0]
  const chosen = recall(device)
  return services.find(({ id }) => id === chosen)
}

/** Without storage, it is asked again next time. */
export function rememberService(device: string, service: Service): void {
  try {
    localStorage.setItem(nameOf(device), service.id)
  } catch {
    // Storage is full or refused.
  }
}

function recall(device: string): string | null {
  try {
    return localStorage.getItem(nameOf(device))
  } catch {
    return null
  }
}

function nameOf(device: string): string {
  return `carnet.service.${device}`
}
