/** Two people at one screen, one who shows and one who learns, in the style of the pictures. */
export function WorkshopDrawing() {
  return (
    <svg className="workshop-drawing" viewBox="0 0 160 120" aria-hidden="true" focusable="false">
      <rect className="drawn-pale" x="44" y="8" width="72" height="48" rx="5" />
      <path d="M70 66h20M80 56v10M54 20h30M54 30h44M54 40h22" />
      <path className="drawn-solid" d="M92 34l14 6-6 2-2 6z" />
      <circle className="drawn-pale" cx="28" cy="62" r="12" />
      <circle className="drawn-pale" cx="132" cy="58" r="12" />
      <path className="drawn-pale" d="M6 112c0-20 8-32 22-32 12 0 18 7 21 18l13-3v9l-18 8z" />
      <path className="drawn-pale" d="M154 112c0-22-8-36-22-36-10 0-16 5-20 14L98 76l-5 6 15 24v6z" />
      <path d="M2 112h156" />
      <path d="M23 66c2 3 7 3 9 0M128 62c2 3 7 3 9 0" />
    </svg>
  )
}
