import { Picture } from '#client/ui/picture.tsx'

const drawings = {
  letter: (
    <>
      <path className="picture-fill" d="M12 3h40v58H12z" />
      <path d="M19 12h16M19 19h12M19 33h26M19 41h26M19 49h18" />
      <path className="picture-solid" d="M39 10h8v8h-8z" />
    </>
  ),
  slip: (
    <>
      <rect className="picture-fill" x="4" y="10" width="34" height="44" rx="4" />
      <path d="M4 21h34M13 5v9M29 5v9M12 31h6M24 31h6M12 42h6" />
      <circle className="picture-fill" cx="45" cy="42" r="15" />
      <path d="M45 33v9l7 5" />
    </>
  ),
  poster: (
    <>
      <path className="picture-fill" d="M8 6h48v44H8z" />
      <path d="M32 2v4M16 38h32M20 45h24" />
      <circle cx="24" cy="18" r="4" />
      <circle cx="40" cy="18" r="4" />
      <path d="M17 31c0-5 3-7 7-7s7 2 7 7M33 31c0-5 3-7 7-7s7 2 7 7M20 50l-6 12M44 50l6 12" />
    </>
  ),
} as const

export type PaperName = keyof typeof drawings

export function PaperPicture({ name }: { readonly name: PaperName }) {
  return <Picture>{drawings[name]}</Picture>
}
