import { createCell, type Observable } from '#client/store/observable.ts'

/** The browser's offer to put this app on the phone's screen: made once, taken when the person asks for it. */
export type InstallOffer = Event & {
  readonly prompt: () => Promise<{ readonly outcome: 'accepted' | 'dismissed' }>
}

const cell = createCell<InstallOffer | undefined>(undefined)

export const installOffer: Observable<InstallOffer | undefined> = cell

/** Keeps the offer for the button that explains it, instead of the browser's own bar. */
export function awaitInstallOffer(): void {
  window.addEventListener('beforeinstallprompt', (event) => {
    event.preventDefault()
    cell.set(event as InstallOffer)
  })
}

/** True once the person said yes to the browser. */
export async function takeInstallOffer(offer: InstallOffer): Promise<boolean> {
  cell.set(undefined)
  return (await offer.prompt()).outcome === 'accepted'
}
