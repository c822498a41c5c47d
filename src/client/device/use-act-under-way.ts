import { useEffect } from 'react'
import { shownActs } from '#client/store/act-under-way.ts'

/** While true, the page is not opened anew: a person would lose what is on the screen. */
export function useActUnderWay(underWay: boolean): void {
  useEffect(() => (underWay ? shownActs.begin() : undefined), [underWay])
}
