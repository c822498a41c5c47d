import './icon.css'

/** Mirrored where the screen reads from right to left. */
export function BackArrow() {
  return (
    <svg className="icon icon-directed" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M20 12H4M11 5l-7 7 7 7" />
    </svg>
  )
}

export function Handset() {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M5 3h4l2 5-2.5 1.8a12 12 0 0 0 5.7 5.7L16 13l5 2v4a2 2 0 0 1-2.2 2A17 17 0 0 1 3 5.2 2 2 0 0 1 5 3z" />
    </svg>
  )
}

/** Two people who speak: the sign of a language, where a flag would be a country. */
export function Speech() {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M3 4h12v8H8l-3 3v-3H3zM18 9h3v8h-2v3l-3-3h-6v-2" />
    </svg>
  )
}
