import type { Device } from '#client/device/device.ts'
import { createDeskStock } from '#client/device/stock.ts'
import { useHeldHere } from '#client/device/use-held-here.ts'
import type { HeldKnowledge } from '#client/store/knowledge.ts'
import type { HeldStock } from '#client/store/read-stock.ts'

export function useStock(device: Device, held: HeldKnowledge): HeldStock | undefined {
  return useHeldHere(device, held, createDeskStock(device.sync.link).read)
}
