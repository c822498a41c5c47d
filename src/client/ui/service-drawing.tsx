import { Picture } from './picture.tsx'
import { ServicePicture, type ServicePictureName } from './service-picture.tsx'
import { SituationPicture } from './situation-picture.tsx'

/** The drawing of a service that a programme names; a programme may invent others, which are drawn as a workshop. */
export function ServiceDrawing({ id }: { readonly id: string }) {
  if (id === 'job-search') return <SituationPicture name="seeks-work" />
  const name = pictureByService[id]
  return name ? <ServicePicture name={name} /> : <WorkshopPicture />
}

const pictureByService: Readonly<Record<string, ServicePictureName | undefined>> = {
  'first-steps': 'first-steps',
  'phone-and-tablet': 'smartphone',
  email: 'e-mail',
  'online-procedures': 'online-formalities',
  'safe-internet': 'internet-safety',
  'word-processing': 'word-processing',
}

function WorkshopPicture() {
  return (
    <Picture>
      <rect className="picture-fill" x="14" y="6" width="36" height="24" rx="3" />
      <path d="M26 36h12M32 30v6M22 14h14M22 21h20" />
      <circle className="picture-fill" cx="14" cy="42" r="6" />
      <circle className="picture-fill" cx="50" cy="42" r="6" />
      <path className="picture-fill" d="M4 60c0-7 4-11 10-11s10 4 10 11zM40 60c0-7 4-11 10-11s10 4 10 11z" />
    </Picture>
  )
}
