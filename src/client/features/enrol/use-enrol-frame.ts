import { useFrame, type Frame } from '#client/frame/use-frame.ts'

/** Without the status of the enrolment that this device has: that all works without a network is not true of a new one. */
export function useEnrolFrame(): Frame {
  return { ...useFrame(), status: undefined }
}
