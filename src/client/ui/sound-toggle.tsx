import { useSyncExternalStore } from 'react'
import { isMuted, listenToMuted, setMuted } from './answer-sound.ts'
import { Button } from './button.tsx'

export type SoundToggleProps = {
  /** What a press does: `mute` while it sounds, `sound` while it is muted. */
  readonly labels: { readonly mute: string; readonly sound: string }
}

/** Mutes the answers, always in sight: who is disturbed must not have to search. */
export function SoundToggle({ labels }: SoundToggleProps) {
  const muted = useSyncExternalStore(listenToMuted, isMuted, isMuted)
  return (
    <Button kind="quiet" onClick={() => setMuted(!muted)}>
      {muted ? labels.sound : labels.mute}
    </Button>
  )
}
