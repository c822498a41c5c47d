import './picture.css'
import type { ReactNode } from 'react'

/** One drawing in the single style of the pictures: ink lines, one pale fill. It always stands beside its words. */
export function Picture({ children }: { readonly children: ReactNode }) {
  return (
    <svg className="picture" viewBox="0 0 64 64" aria-hidden="true" focusable="false">
      {children}
    </svg>
  )
}
