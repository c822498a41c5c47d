import { Picture } from '#client/ui/picture.tsx'

/** A pin where somebody stands. */
export function HerePicture() {
  return (
    <Picture>
      <path
        className="picture-fill"
        d="M32 4a18 18 0 0 1 18 18c0 13-18 32-18 32S14 35 14 22A18 18 0 0 1 32 4z"
      />
      <circle cx="32" cy="22" r="6" />
      <path d="M14 54c-5 1-8 2-8 3 0 2 11 4 26 4s26-2 26-4c0-1-3-2-8-3" />
    </Picture>
  )
}

/** Houses around a steeple. */
export function TownPicture() {
  return (
    <Picture>
      <path className="picture-fill" d="M26 58V22l8-16 8 16v36z" />
      <path d="M34 6V2M34 30v6" />
      <path className="picture-fill" d="M4 58V40l11-9 11 9v18zM42 58V44l9-7 9 7v14z" />
      <path d="M2 58h60M12 58V48h6v10" />
    </Picture>
  )
}
