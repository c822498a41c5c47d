/** What a person put in front of the app, unparsed; `at` is the device's clock in milliseconds. */
export type ScannedText = {
  readonly text: string
  readonly source: 'camera' | 'keyboard' | 'typed' | 'picture'
  readonly at: number
}
