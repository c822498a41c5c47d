import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { Failure } from './app/failure.tsx'
import { followServiceWorker } from './app/service-worker-update.ts'
import { noteError, startOpening } from './app/opening.ts'
import { openKeptPass } from './frame/kept-pass.ts'
import { refreshInstallation } from './frame/installation.ts'
import { showAgain, startTranslation } from './i18n/translation.ts'

void start()

async function start(): Promise<void> {
  openKeptPass()
  if (window.isSecureContext) startOpening()
  await startTranslation()
  const container = document.getElementById('root')
  if (!container) throw new Error('index.html has no root')
  const root = createRoot(container, {
    // React has removed what failed: say a sentence in its place.
    onUncaughtError: (error) => {
      noteError(error)
      setTimeout(() => root.render(<Failure />))
    },
  })
  root.render(
    <StrictMode>
      <App />
    </StrictMode>,
  )
  void import('./ui/answer-sound.ts').then(({ unlockSound }) => unlockSound())
  void import('./i18n/add-fonts.ts').then(({ addFonts }) => addFonts())
  // It may allow a language that was not offered before.
  void refreshInstallation().then(showAgain)
  void followServiceWorker()
}
