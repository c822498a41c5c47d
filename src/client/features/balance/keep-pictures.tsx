import { Picture } from '#client/ui/picture.tsx'

/** The app's picture as it stands on a phone's screen. */
export function AppPicture() {
  return (
    <Picture>
      <rect x="14" y="3" width="36" height="58" rx="6" />
      <path d="M28 55h8" />
      <rect className="picture-fill" x="22" y="16" width="20" height="20" rx="4" />
      <path d="M27 26h10M27 22h4M27 30h7" />
    </Picture>
  )
}

/** The square with an arrow that rises out of it. */
export function SharePicture() {
  return (
    <Picture>
      <path className="picture-fill" d="M22 26h-8v32h36V26h-8" />
      <path d="M22 26h-8v32h36V26h-8M32 42V6M22 16L32 6l10 10" />
    </Picture>
  )
}
