import { Picture } from '#client/ui/picture.tsx'
import type { PlaceWords } from './place-words.ts'

/** A door that is open, a door that is shut, a telephone to ask first. */
export function PlaceStatePicture({ look }: { readonly look: PlaceWords['look'] }) {
  return <Picture>{drawings[look]}</Picture>
}

const drawings = {
  open: (
    <>
      <path d="M4 58h56M14 58V8h36v50" />
      <path className="picture-fill" d="M14 8l20 8v48l-20-6z" />
      <path d="M28 36v5" />
    </>
  ),
  closed: (
    <>
      <path d="M4 58h56" />
      <path className="place-shut" d="M14 58V8h36v50z" />
      <path d="M22 16h20v14H22zM43 36v5" />
    </>
  ),
  unsure: (
    <>
      <path d="M4 58h56" />
      <path className="picture-dashed" d="M14 58V8h36v50" />
      <path
        className="picture-fill"
        d="M22 22h6l3 7-4 2.500a16 16 0 0 0 6.500 6.500L36 34l7 3v6a3 3 0 0 1-3 3A21 21 0 0 1 19 25a3 3 0 0 1 3-3z"
      />
    </>
  ),
} as const
