import { Picture } from './picture.tsx'

const drawings = {
  isolated: (
    <>
      <path className="picture-fill" d="M16 34L32 18l16 16v22H16z" />
      <path d="M10 39l22-23 22 23M4 56h56" />
      <circle cx="32" cy="36" r="4.5" />
      <path d="M24 56v-4c0-5 3-8 8-8s8 3 8 8v4" />
    </>
  ),
  'other-mother-tongue': (
    <>
      <path
        className="picture-fill"
        d="M6 8h30a4 4 0 0 1 4 4v16a4 4 0 0 1-4 4H18l-8 7v-7H6a4 4 0 0 1-4-4V12a4 4 0 0 1 4-4z"
      />
      <path d="M46 22h12a4 4 0 0 1 4 4v18a4 4 0 0 1-4 4h-4v8l-9-8H28a4 4 0 0 1-4-4v-4" />
      <path d="M12 27l8-15 8 15M15 22h10M38 41c4 2 10 2 13-2 2-3 1-7-2-8M44 46v.5" />
    </>
  ),
  'seeks-work': (
    <>
      <rect className="picture-fill" x="4" y="20" width="44" height="32" rx="4" />
      <path d="M18 20v-6a4 4 0 0 1 4-4h8a4 4 0 0 1 4 4v6M4 33c6 3 12 4 17 4" />
      <circle className="picture-fill" cx="41" cy="39" r="11" />
      <path d="M49 47l11 11" />
    </>
  ),
  none: (
    <>
      <circle className="picture-fill" cx="32" cy="32" r="22" />
      <path d="M22 32h20" />
    </>
  ),
  'not-said': (
    <>
      <path
        className="picture-dashed"
        d="M10 10h44a4 4 0 0 1 4 4v26a4 4 0 0 1-4 4H28L16 55V44h-6a4 4 0 0 1-4-4V14a4 4 0 0 1 4-4z"
      />
      <path d="M20 27v.5M32 27v.5M44 27v.5" strokeWidth="5" />
    </>
  ),
} as const

export type SituationPictureName = keyof typeof drawings

/** `not-said` also serves the question of the language. */
export function SituationPicture({ name }: { readonly name: SituationPictureName }) {
  return <Picture>{drawings[name]}</Picture>
}
