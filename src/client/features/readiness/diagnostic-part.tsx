import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Devices } from '#client/device/devices.ts'
import { announce } from '#client/ui/announcer.tsx'
import { Button } from '#client/ui/button.tsx'
import type { Findings } from './finding.ts'
import { gatherDiagnostic } from './gather-diagnostic.ts'

/** A technical summary to hand to whoever helps: shown, copied, shared or saved as a file. */
export function DiagnosticPart(props: { readonly devices: Devices; readonly findings: Findings }) {
  const { devices, findings } = props
  const { t } = useTranslation('readiness')
  const [text, setText] = useState<string>()
  const [said, setSaid] = useState<'copied' | 'failed'>()

  function hand(over: (diagnostic: string) => Promise<'copied' | undefined>): void {
    async function work(): Promise<void> {
      const diagnostic = await gatherDiagnostic(devices, findings)
      setText(diagnostic)
      say(await over(diagnostic))
    }
    work().catch((error: unknown) => {
      // A person who closes the sheet of the share has changed their mind.
      if (!(error instanceof DOMException && error.name === 'AbortError')) say('failed')
    })
  }

  function say(what: 'copied' | 'failed' | undefined): void {
    setSaid(what)
    if (what) announce(t(`diagnostic.${what}`))
  }

  return (
    <section className="readiness-diagnostic" aria-labelledby="readiness-diagnostic">
      <h2 id="readiness-diagnostic">{t('diagnostic.title')}</h2>
      <p>{t('diagnostic.text')}</p>
      <div className="readiness-ways">
        <Button kind="secondary" onClick={() => hand(async () => undefined)}>
          {t('diagnostic.show')}
        </Button>
        <Button kind="secondary" onClick={() => hand(copy)}>
          {t('diagnostic.copy')}
        </Button>
        {'share' in navigator && (
          <Button
            kind="secondary"
            onClick={() => hand((diagnostic) => share(diagnostic, t('diagnostic.title')))}
          >
            {t('diagnostic.share')}
          </Button>
        )}
        <Button kind="secondary" onClick={() => hand((diagnostic) => save(diagnostic, t('diagnostic.file')))}>
          {t('diagnostic.save')}
        </Button>
      </div>
      {said && <p>{t(`diagnostic.${said}`)}</p>}
      {text && (
        <pre className="readiness-text" dir="ltr" tabIndex={0}>
          {text}
        </pre>
      )}
    </section>
  )
}

async function copy(diagnostic: string): Promise<'copied'> {
  await navigator.clipboard.writeText(diagnostic)
  return 'copied'
}

async function share(text: string, title: string): Promise<undefined> {
  await navigator.share({ title, text })
}

async function save(diagnostic: string, name: string): Promise<undefined> {
  const address = URL.createObjectURL(new Blob([diagnostic], { type: 'text/plain' }))
  const link = Object.assign(document.createElement('a'), { href: address, download: `${name}.txt` })
  link.click()
  URL.revokeObjectURL(address)
}
