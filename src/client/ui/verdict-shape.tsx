/** Five silhouettes that differ without colour: disc, disc with a clock, triangle, square, empty frame. */
export type VerdictLook = 'yes' | 'yes-to-confirm' | 'noted' | 'no' | 'unread'

export function VerdictShape({ look }: { readonly look: VerdictLook }) {
  return (
    <svg
      className="verdict-shape"
      data-look={look}
      viewBox="0 0 120 120"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[look]}
    </svg>
  )
}

const tick = <path className="verdict-mark" d="M34 62l18 18 36-40" />

const shapes = {
  yes: (
    <>
      <circle className="verdict-fill" cx="60" cy="60" r="56" />
      {tick}
    </>
  ),
  'yes-to-confirm': (
    <>
      <circle className="verdict-fill" cx="60" cy="60" r="56" />
      {tick}
      <circle className="verdict-badge" cx="95" cy="95" r="21" />
      <path className="verdict-hand" d="M95 83v12l8 6" />
    </>
  ),
  noted: (
    <>
      <path className="verdict-fill verdict-outlined" d="M60 12l52 94H8z" />
      <path className="verdict-mark" d="M60 46v28" />
      <circle className="verdict-dot" cx="60" cy="91" r="6" />
    </>
  ),
  no: (
    <>
      <rect className="verdict-fill" x="6" y="6" width="108" height="108" rx="10" />
      <path className="verdict-mark" d="M38 38l44 44M82 38l-44 44" />
    </>
  ),
  unread: <rect className="verdict-empty" x="10" y="10" width="100" height="100" rx="8" />,
} as const
