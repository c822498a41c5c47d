interface ImportMetaEnv {
  /** Of package.json. */
  readonly CARNET_VERSION: string
  /** UTC milliseconds. */
  readonly CARNET_BUILT_AT: number
}
