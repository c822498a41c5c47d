import type { MarkerPlace } from '#client/store/marker.ts'

/** A place outside the store, which can be emptied or fail. */
export function memoryPlace(): MarkerPlace & { text: string | undefined; fails: boolean } {
  const place = {
    text: undefined as string | undefined,
    fails: false,
    read: async () => {
      if (place.fails) throw new Error('this place is closed')
      return place.text
    },
    write: async (text: string) => {
      if (place.fails) throw new Error('this place is full')
      place.text = text
    },
  }
  return place
}
