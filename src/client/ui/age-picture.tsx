import { Picture } from './picture.tsx'

const shoulders = 'M10 58c0-13 9-19 22-19s22 6 22 19z'
const eyes = 'M27 25v.5M37 25v.5'
const glasses = 'M20 25h2M42 25h2M31 25h2'

const drawings = {
  'under-18': (
    <>
      <path className="picture-fill" d="M16 58c0-11 6-15 16-15s16 4 16 15z" />
      <path d="M24 44v14M40 44v14" />
      <circle className="picture-fill" cx="32" cy="30" r="12" />
      <path d="M20 29c3-1 5-3 6-6 4 4 10 5 18 5M32 18c0-3 2-5 5-5M28 31v.5M36 31v.5M28.5 36c2 2 5 2 7 0" />
    </>
  ),
  '18-25': (
    <>
      <path className="picture-fill" d={shoulders} />
      <circle className="picture-fill" cx="32" cy="23" r="12" />
      <path d={`M17 24a15 15 0 0 1 30 0 ${eyes} M28 29c2 2 6 2 8 0`} />
      <rect className="picture-solid" x="14" y="21" width="6" height="10" rx="3" />
      <rect className="picture-solid" x="44" y="21" width="6" height="10" rx="3" />
    </>
  ),
  '26-45': (
    <>
      <path className="picture-fill" d={shoulders} />
      <path d="M26 40l6 8 6-8" />
      <circle className="picture-fill" cx="32" cy="24" r="12" />
      <path
        className="picture-solid"
        d="M19 25c-1-10 5-15 13-15s14 5 13 15c-3-2-4-4-5-7-5 2-12 2-17 0-1 3-2 5-4 7z"
      />
      <path d={`${eyes} M28 30c2 2 6 2 8 0`} />
    </>
  ),
  '46-64': (
    <>
      <path className="picture-fill" d={shoulders} />
      <path d="M26 40l6 8 6-8" />
      <circle className="picture-fill" cx="32" cy="24" r="12" />
      <path
        className="picture-solid"
        d="M19 22c0-8 6-12 13-12s13 4 13 12c-3-1-4-3-5-5-5 1-11 1-16 0-1 2-2 4-5 5z"
      />
      <path d={`${glasses} M28 32c2 1.5 6 1.5 8 0`} />
      <circle cx="26.5" cy="25" r="4" />
      <circle cx="37.5" cy="25" r="4" />
    </>
  ),
  '65-79': (
    <>
      <path className="picture-fill" d={shoulders} />
      <circle className="picture-fill" cx="32" cy="8.5" r="5" />
      <path className="picture-fill" d="M18 27c-2-10 5-15 14-15s16 5 14 15z" />
      <circle className="picture-fill" cx="32" cy="25" r="12" />
      <path d="M20 24c4-1 9-4 12-8 3 4 8 7 12 8M28 33c2 1.5 6 1.5 8 0M31 27h2" />
      <circle cx="26.5" cy="27" r="4" />
      <circle cx="37.5" cy="27" r="4" />
    </>
  ),
  '80-and-over': (
    <>
      <path className="picture-fill" d="M4 58c0-13 9-19 21-19s21 6 21 19z" />
      <circle className="picture-fill" cx="25" cy="24" r="12" />
      <path d="M13 24c-3 2-3 6 0 8M37 24c3 2 3 6 0 8M20 17h10M21 20.5h8M21 33c2-2 6-2 8 0M24 27h2" />
      <circle cx="19.5" cy="27" r="4" />
      <circle cx="30.5" cy="27" r="4" />
      <path d="M56 58V32a5 5 0 0 0-10 0v3" />
    </>
  ),
  'not-said': (
    <>
      <circle className="picture-dashed" cx="32" cy="23" r="12" />
      <path className="picture-dashed" d={shoulders} />
    </>
  ),
} as const

export type AgePictureName = keyof typeof drawings

export function AgePicture({ name }: { readonly name: AgePictureName }) {
  return <Picture>{drawings[name]}</Picture>
}
