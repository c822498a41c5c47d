import { createContext, use } from 'react'
import type { SignedFetch } from '#client/sync/signed-fetch.ts'
import type { ManagedProgramme } from '#protocol/manage/programme.ts'
import type { Uuid } from '#protocol/uuid.ts'

/** What every page of the manager needs: a way to ask the server, and the programme that it is about. */
export type Manager = {
  readonly fetch: SignedFetch
  /** A name for what a person asks, so that the same asked again is known. */
  readonly newAct: () => Uuid
  readonly programme: ManagedProgramme
  /** Where this app comes from, to be typed on another device. */
  readonly address: string
  /** Asks for the programme again, after a change that every page shows. */
  readonly refresh: () => void
}

export const ManagerContext = createContext<Manager | undefined>(undefined)

export function useManager(): Manager {
  const manager = use(ManagerContext)
  if (!manager) throw new Error('a page of the manager stands outside ManageScreen')
  return manager
}
