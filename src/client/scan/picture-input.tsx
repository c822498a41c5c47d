import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import type { PictureReading } from './decoder.ts'
import type { ScannedText } from './scanned-text.ts'

type Reading = 'nothing' | 'reading' | Objection
type Objection = 'picture.no-code' | 'refused.damaged'

/** A photograph or a screenshot of a code: chosen, dropped on the page or pasted. It stays on this device. */
export function PictureInput({ onText }: { readonly onText: (scanned: ScannedText) => void }) {
  const { t } = useTranslation('scan')
  const input = useRef<HTMLInputElement>(null)
  const [reading, setReading] = useState<Reading>('nothing')

  async function read(picture: Blob): Promise<void> {
    setReading('reading')
    const read = await import('./decoder.ts').then(({ decodePicture }) => decodePicture(picture), notHere)
    if (read.ok) {
      setReading('nothing')
      onText({ text: read.text, source: 'picture', at: Date.now() })
      return
    }
    const objection = read.error === 'damaged' ? 'refused.damaged' : 'picture.no-code'
    setReading(objection)
    announce(t(objection), 'assertive')
  }

  const take = useEffectEvent((event: DragEvent | ClipboardEvent) => {
    const transfer = event instanceof DragEvent ? event.dataTransfer : event.clipboardData
    const picture = [...(transfer?.files ?? [])].find(({ type }) => type.startsWith('image/'))
    if (!picture) return
    event.preventDefault()
    void read(picture)
  })
  useEffect(() => followPictures((event) => take(event)), [])

  return (
    <div className="picture-input">
      <Button kind="quiet" disabled={reading === 'reading'} onClick={() => input.current?.click()}>
        {t(reading === 'reading' ? 'picture.reading' : 'picture.choose')}
      </Button>
      <input
        ref={input}
        type="file"
        accept="image/*"
        hidden
        onChange={({ target }) => {
          const picture = target.files?.[0]
          // The same picture may be chosen again.
          target.value = ''
          if (picture) void read(picture)
        }}
      />
      {reading !== 'nothing' && reading !== 'reading' && (
        <p className="field-error" ref={show}>
          {t(reading)}
        </p>
      )}
    </div>
  )
}

/** The reader itself did not come. */
function notHere(): PictureReading {
  return { ok: false, error: 'damaged' }
}

/** It may stand below what a telephone shows. */
function show(said: HTMLElement | null): void {
  said?.scrollIntoView({ block: 'nearest' })
}

/** Without a word for it, a browser would open a dropped picture in place of the app. */
function followPictures(take: (event: DragEvent | ClipboardEvent) => void): () => void {
  const allow = (event: DragEvent) => {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault()
  }
  window.addEventListener('dragover', allow)
  window.addEventListener('drop', take)
  window.addEventListener('paste', take)
  return () => {
    window.removeEventListener('dragover', allow)
    window.removeEventListener('drop', take)
    window.removeEventListener('paste', take)
  }
}
