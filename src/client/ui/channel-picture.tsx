import { Picture } from './picture.tsx'

const drawings = {
  poster: (
    <>
      <path className="picture-fill" d="M14 6h36v40H14z" />
      <path d="M20 14h24M20 21h16M26 46v12M38 46v12M20 58h24" />
      <path className="picture-cheque" d="M21 28h22v11H21z" />
    </>
  ),
  agent: (
    <>
      <path d="M4 46h56M8 46v12M56 46v12" />
      <circle className="picture-fill" cx="32" cy="16" r="9" />
      <path className="picture-fill" d="M14 46c0-12 7-18 18-18s18 6 18 18z" />
      <path d="M38 38h6M32 28l-4 6 4 8 4-8z" />
    </>
  ),
  neighbour: (
    <>
      <path className="picture-fill" d="M4 30l13-14 13 14v22H4z" />
      <path className="picture-fill" d="M34 30l13-14 13 14v22H34z" />
      <path d="M2 52h60M13 52V40h8v12M43 52V40h8v12M27 10c3-3 7-3 10 0M24 6c5-4 11-4 16 0" />
    </>
  ),
  care: (
    <>
      <circle className="picture-fill" cx="32" cy="32" r="25" />
      <path className="picture-solid" d="M27 16h10v11h11v10H37v11H27V37H16V27h11z" />
    </>
  ),
  letter: (
    <>
      <rect className="picture-fill" x="5" y="14" width="54" height="38" rx="3" />
      <path d="M6 16l26 20 26-20M7 51l18-18M57 51L39 33" />
    </>
  ),
  phone: (
    <path
      className="picture-fill"
      d="M18 6l8 2 4 13-7 6c3 7 8 12 14 15l6-7 13 4 2 8c0 6-5 11-11 11C27 58 6 37 6 17 6 11 12 6 18 6z"
    />
  ),
  messages: (
    <>
      <rect className="picture-fill" x="12" y="4" width="30" height="56" rx="5" />
      <path d="M24 53h6" />
      <path
        className="picture-fill"
        d="M26 14h30a4 4 0 0 1 4 4v14a4 4 0 0 1-4 4H38l-8 7v-7h-4a4 4 0 0 1-4-4V18a4 4 0 0 1 4-4z"
      />
      <path d="M32 25v.5M41 25v.5M50 25v.5" strokeWidth="5" />
    </>
  ),
  other: (
    <>
      <circle className="picture-fill" cx="32" cy="32" r="25" />
      <path d="M25 25c0-10 15-10 15 0 0 7-8 7-8 14M32 47v.5" strokeWidth="4" />
    </>
  ),
} as const

export type ChannelPictureName = keyof typeof drawings

/** Where one hears of a programme. */
export function ChannelPicture({ name }: { readonly name: ChannelPictureName }) {
  return <Picture>{drawings[name]}</Picture>
}
