import { Picture } from './picture.tsx'

const drawings = {
  mediator: (
    <>
      <circle className="picture-fill" cx="14" cy="16" r="8" />
      <path className="picture-fill" d="M3 58V42c0-9 5-14 11-14s11 5 11 14v16z" />
      <circle className="picture-fill" cx="50" cy="20" r="8" />
      <path className="picture-fill" d="M39 58V46c0-9 5-14 11-14s11 5 11 14v12z" />
      <path className="picture-cheque" d="M23 34h18v12H23z" />
      <path className="picture-cheque" d="M28 34v12" strokeDasharray="1.5 3" />
    </>
  ),
  venue: (
    <>
      <path className="picture-fill" d="M8 28h48v30H8z" />
      <path
        className="picture-fill"
        d="M10 8h44l6 14a7 7 0 0 1-14 1 7 7 0 0 1-14 0 7 7 0 0 1-14 0 7 7 0 0 1-14-1z"
      />
      <path d="M14 58V38h12v20M4 58h56" />
      <rect x="33" y="38" width="16" height="11" rx="1" />
      <path d="M37 53h8" />
    </>
  ),
  beneficiary: (
    <>
      <circle className="picture-fill" cx="32" cy="15" r="10" />
      <path className="picture-fill" d="M8 60V48c0-11 9-18 24-18s24 7 24 18v12z" />
      <path className="picture-cheque" d="M15 40h34v18H15z" />
      <path className="picture-cheque" d="M24 40v18" strokeDasharray="1.5 3" />
    </>
  ),
  manager: (
    <>
      <path className="picture-fill" d="M8 8h48v48H8z" />
      <path d="M16 48V36M27 48V26M38 48V31M49 48V17M14 48h38" strokeWidth="4" />
    </>
  ),
} as const

export type DoorPictureName = keyof typeof drawings

export function DoorPicture({ name }: { readonly name: DoorPictureName }) {
  return <Picture>{drawings[name]}</Picture>
}
