import './telephone.css'
import type { ReactNode } from 'react'
import { Handset } from './icon.tsx'

/** The person to call. */
export type TelephoneLine = { readonly label: ReactNode; readonly number: string }

export function Telephone({ line }: { readonly line: TelephoneLine }) {
  return (
    <a className="telephone" href={`tel:${line.number.replaceAll(/[^+\d]/g, '')}`}>
      <Handset />
      <span>{line.label}</span> <bdi dir="ltr">{line.number}</bdi>
    </a>
  )
}
