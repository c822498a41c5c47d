/** What a person put in front of the app, unparsed; `at` is the device's clock in milliseconds. */
export type ScannedText = {
  readonly text: string
  readonly source: 'camera' | 'keyboard' | 'typed' | 'picture'
  readonly at: number
  /** BCP 47 tag: what the holder speaks, where the screen before has asked. */
  readonly language?: string | undefined
}
