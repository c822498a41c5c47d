import { Picture } from '#client/ui/picture.tsx'
import { ServicePicture } from '#client/ui/service-picture.tsx'
import type { Belonging } from './appointment.ts'

export function BelongingPicture({ name }: { readonly name: Belonging }) {
  if (name === 'phone') return <ServicePicture name="smartphone" />
  return <Picture>{drawings[name]}</Picture>
}

const drawings = {
  pass: (
    <>
      <rect className="picture-fill" x="4" y="14" width="56" height="36" rx="4" />
      <path d="M11 23h22M11 31h14M11 41h18" />
      <path className="picture-solid" d="M38 22h16v16H38z" />
    </>
  ),
  glasses: (
    <>
      <circle className="picture-fill" cx="17" cy="38" r="12" />
      <circle className="picture-fill" cx="47" cy="38" r="12" />
      <path d="M29 37c1-4 5-4 6 0M5 36l5-18 6-2M59 36l-5-18-6-2" />
    </>
  ),
  papers: (
    <>
      <path className="picture-fill" d="M22 4h34v44H22z" />
      <path className="picture-fill" d="M10 14h34v46H10z" />
      <path d="M17 24h20M17 32h20M17 40h20M17 48h12" />
    </>
  ),
} as const
