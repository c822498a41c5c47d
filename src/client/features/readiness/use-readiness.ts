import { useEffect, useState } from 'react'
import type { Device } from '#client/device/device.ts'
import type { Devices } from '#client/device/devices.ts'
import { browserProbes } from './browser-probes.ts'
import type { CheckName, Finding, Findings } from './finding.ts'
import { runChecks } from './run-checks.ts'

export type Readiness = {
  readonly findings: Findings
  readonly again: () => void
  /** What a person found out by a gesture. */
  readonly tell: <Name extends CheckName>(name: Name, finding: Finding<Name>) => void
}

/** Every check once the page is there, and again when a person asks. */
export function useReadiness(devices: Devices, device: Device): Readiness {
  const [findings, setFindings] = useState<Findings>({})
  const [turn, setTurn] = useState(0)

  function tell<Name extends CheckName>(name: Name, finding: Finding<Name>): void {
    setFindings((before) => ({ ...before, [name]: finding }))
  }

  useEffect(() => {
    let current = true
    void runChecks(browserProbes(devices, device), (name, finding) => {
      if (current) setFindings((before) => ({ ...before, [name]: finding }))
    })
    return () => {
      current = false
    }
  }, [devices, device, turn])

  return {
    findings,
    tell,
    again: () => {
      setFindings({})
      setTurn((before) => before + 1)
    },
  }
}
