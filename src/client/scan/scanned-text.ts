/** What a person put in front of the app, unparsed; `at` is the device's clock in milliseconds. */
export type ScannedText = {
  readonly text: string
  readonly source: 'camera' | 'keyboard' | 'typed' | 'picture'
  readonly at: number
  /** BCP 47 tag: what the holder speaks, where the screen before has asked. */
  readonly language?: string | undefined
}

/** For one that was kept, perhaps by an older app. */
export function isScannedText(value: unknown): value is ScannedText {
  return typeof value === 'object' && value !== null && typeof Reflect.get(value, 'text') === 'string'
}
