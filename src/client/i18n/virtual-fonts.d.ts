declare module 'virtual:fonts' {
  /** Made by `vite/fonts` from the packages named there. */
  export const faces: readonly (readonly [
    family: string,
    url: string,
    weight: string,
    unicodeRange: string,
  ])[]
}
