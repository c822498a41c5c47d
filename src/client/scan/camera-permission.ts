/**
 * Whether the browser will ask the person before it gives the camera: then a sentence comes first. `unknown` where it
 * does not say: then it is asked at once, as before.
 */
export async function cameraPermission(): Promise<'will-ask' | 'unknown'> {
  try {
    const { state } = await navigator.permissions.query({ name: 'camera' })
    return state === 'prompt' ? 'will-ask' : 'unknown'
  } catch {
    return 'unknown'
  }
}
