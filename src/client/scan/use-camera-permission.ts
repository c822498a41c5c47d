import { useEffect, useState } from 'react'
import { cameraPermission } from './camera-permission.ts'

/** `will-ask`: a sentence comes before the browser's own question, and `open` once it was read. */
type MayFilm = 'unknown' | 'will-ask' | 'open'

/** Films at once where the browser will not ask; the page films once `may` is `open`. */
export function useCameraPermission(): { readonly may: MayFilm; readonly open: () => void } {
  const [may, setMay] = useState<MayFilm>('unknown')
  useEffect(() => {
    let left = false
    void cameraPermission().then((permission) => {
      if (!left) setMay(permission === 'will-ask' ? 'will-ask' : 'open')
    })
    return () => {
      left = true
    }
  }, [])
  return { may, open: () => setMay('open') }
}
