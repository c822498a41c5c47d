import './pass-picture.css'
/** A pass as it lies in a hand: its row of cheques, and the black square to show. */
export function PassPicture() {
  return (
    <svg className="pass-picture" viewBox="0 0 200 120" aria-hidden="true" focusable="false">
      <rect className="pass-paper" x="4" y="4" width="192" height="112" rx="8" />
      {Array.from({ length: 10 }, (_, index) => (
        <rect
          key={index}
          className="pass-cheque"
          x={18 + (index % 5) * 18}
          y={40 + Math.floor(index / 5) * 20}
          width="15"
          height="14"
          rx="2"
        />
      ))}
      <path className="pass-line" d="M18 22h60M18 92h40" />
      <rect className="pass-code-ground" x="122" y="28" width="62" height="62" rx="2" />
      <path className="pass-code" d={code} />
      <path className="pass-line" d="M128 102h50" />
    </svg>
  )
}

const code = [
  cornerAt(128, 34),
  cornerAt(162, 34),
  cornerAt(128, 68),
  'M148 34h5v5h-5zM153 44h5v5h-5zM148 52h5v5h-5zM128 54h5v5h-5zM137 54h6v5h-6zM158 54h5v5h-5zM168 54h10v5h-10z',
  'M148 62h5v8h-5zM158 64h5v5h-5zM168 64h5v5h-5zM173 69h5v10h-5zM158 74h10v5h-10zM148 76h5v8h-5zM163 79h5v5h-5z',
].join('')

function cornerAt(x: number, y: number): string {
  return `M${x} ${y}h16v16h-16zm3 3v10h10v-10zm3 3h4v4h-4z`
}
