import './ui/base.css'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { App } from './app/app.tsx'
import { Failure } from './app/failure.tsx'
import { prepare } from './app/routes.tsx'
import { followServiceWorker } from './app/service-worker-update.ts'
import { noteError, startOpening } from './app/opening.ts'
import { openKeptPass } from './frame/kept-pass.ts'
import { refreshInstallation } from './frame/installation.ts'
import { showAgain, startTranslation } from './i18n/translation.ts'
import { answerBefore } from './store/time-limit.ts'

/** Milliseconds: to draw a page that loads takes a slow phone as long as to draw the page itself, which then waits for it. */
const startingAtMost = 2000

void start()

async function start(): Promise<void> {
  openKeptPass()
  if (window.isSecureContext) startOpening()
  await startTranslation()
  // What is on its way for longer is drawn as such.
  await answerBefore(prepare(location.pathname), startingAtMost, undefined)
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
  void import('./i18n/add-fonts.ts').then(({ addFonts }) => addFonts())
  // It may allow a language that was not offered before.
  void refreshInstallation().then(showAgain)
  whenIdle(() => {
    void import('./ui/answer-sound.ts').then(({ unlockSound }) => unlockSound())
    void followServiceWorker()
  })
}

/** After what the person waits for, and soon all the same. Safari does not say when that is. */
function whenIdle(run: () => void): void {
  if ('requestIdleCallback' in window) requestIdleCallback(run, { timeout: 1000 })
  else setTimeout(run, 1000)
}
