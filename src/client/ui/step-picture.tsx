import { Picture } from './picture.tsx'

const drawings = {
  choose: (
    <>
      <path d="M4 58h36M8 58V26l14-12 14 12v32" />
      <path className="picture-fill" d="M8 26l14-12 14 12v32H8z" />
      <path d="M18 58V44h8v14" />
      <path
        className="picture-fill"
        d="M43 10h6l3 8-4 3a15 15 0 0 0 5 5l3-4 6 3v6a3 3 0 0 1-3 3A22 22 0 0 1 40 13a3 3 0 0 1 3-3z"
      />
    </>
  ),
  show: (
    <>
      <rect className="picture-fill" x="12" y="8" width="48" height="30" rx="3" />
      <path d="M18 15h14M18 22h10" />
      <path className="picture-solid" d="M40 14h14v14H40z" />
      <path className="picture-fill" d="M4 58V46l12-14c3-3 8 0 6 4l-4 7h18a5 5 0 0 1 0 10H24l-6 5z" />
    </>
  ),
  give: (
    <>
      <rect className="picture-fill" x="4" y="6" width="38" height="24" rx="3" />
      <path d="M14 6v24M20 13h15M20 21h9" />
      <path className="picture-fill" d="M60 36v18H38l-9-6c-3-3 0-7 4-5l5 2-12-9c-4-3 0-8 4-6l14 6z" />
      <path d="M46 14h10M52 9l5 5-5 5" />
    </>
  ),
  free: (
    <>
      <rect className="picture-fill" x="20" y="6" width="32" height="22" rx="3" />
      <path d="M30 34h12M36 28v6M27 13h12M27 20h18" />
      <circle className="picture-fill" cx="14" cy="38" r="7" />
      <circle className="picture-fill" cx="48" cy="42" r="6" />
      <path className="picture-fill" d="M3 60c0-8 4-12 11-12s11 4 11 12zM38 60c0-7 4-10 10-10s10 3 10 10z" />
    </>
  ),
} as const

export type StepPictureName = keyof typeof drawings

/** What one does with a pass: choose a place and call it, come with the pass, give a cheque, learn for nothing. */
export function StepPicture({ name }: { readonly name: StepPictureName }) {
  return <Picture>{drawings[name]}</Picture>
}
