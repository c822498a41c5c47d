import { Picture } from './picture.tsx'

const drawings = {
  'first-steps': (
    <>
      <rect className="picture-fill" x="4" y="8" width="44" height="30" rx="3" />
      <path d="M20 46h12M26 38v8M12 54h22" />
      <rect className="picture-fill" x="44" y="38" width="16" height="22" rx="8" />
      <path d="M52 38v8" />
    </>
  ),
  'e-mail': (
    <>
      <rect className="picture-fill" x="5" y="14" width="54" height="38" rx="3" />
      <path d="M6 17l26 20 26-20M6 50l18-19M58 50L40 31" />
    </>
  ),
  'online-formalities': (
    <>
      <path className="picture-fill" d="M10 4h28l12 12v44H10z" />
      <path d="M38 4v12h12M18 26l3 3 5-6M32 27h10M18 39l3 3 5-6M32 40h10M18 52h24" />
    </>
  ),
  'word-processing': (
    <>
      <path className="picture-fill" d="M8 6h40v52H8z" />
      <path d="M17 26l6-13 6 13M19.5 21h7M34 16h7M34 24h7M16 35h25M16 43h18M16 51h12" />
      <path className="picture-fill" d="M36 54l2-8 16-16 6 6-16 16z" />
    </>
  ),
  smartphone: (
    <>
      <rect className="picture-fill" x="12" y="3" width="30" height="54" rx="5" />
      <path d="M23 9h8" />
      <rect x="19" y="17" width="6" height="6" rx="1.5" />
      <rect x="30" y="17" width="6" height="6" rx="1.5" />
      <rect x="19" y="28" width="6" height="6" rx="1.5" />
      <path
        className="picture-fill"
        d="M35 47V34a3.5 3.5 0 0 1 7 0v8l9 2c4 1 6 3 6 7l-2 11H41l-9-12c-2-4 1-6 3-3z"
      />
    </>
  ),
  'internet-safety': (
    <>
      <path className="picture-fill" d="M32 4l23 8v18c0 15-10 25-23 30C19 55 9 45 9 30V12z" />
      <rect x="21" y="28" width="22" height="17" rx="3" />
      <path d="M25 28v-5a7 7 0 0 1 14 0v5M32 35v4" />
    </>
  ),
} as const

export type ServicePictureName = keyof typeof drawings

export function ServicePicture({ name }: { readonly name: ServicePictureName }) {
  return <Picture>{drawings[name]}</Picture>
}
