/** Why there is no camera; `busy` is one that another program holds, `damaged` a decoder that reads nothing. */
export type CameraRefusal = 'denied' | 'no-camera' | 'busy' | 'insecure-origin' | 'damaged' | 'failed'

/** Why the browser gave no camera; html5-qrcode keeps of its error only a sentence with the name in it. */
export function refusalOf(error: unknown): CameraRefusal {
  const name = /\b\w+Error\b(?=:|$)/.exec(String(error))?.[0]
  return (name && refusalByName[name]) || 'failed'
}

const refusalByName: Readonly<Record<string, CameraRefusal>> = {
  NotAllowedError: 'denied',
  SecurityError: 'denied',
  NotFoundError: 'no-camera',
  OverconstrainedError: 'no-camera',
  NotReadableError: 'busy',
  AbortError: 'busy',
}
