import { passCodeText, signPassCode } from '#protocol/pass-code.ts'
import { aSigningKey } from '#tests/support/builders.ts'

/** Whole and well signed, by a key and in a programme of which the tablet has never heard. */
export async function passOfAnotherProgramme(): Promise<string> {
  const { privateKey, keyId } = await aSigningKey()
  const digits = await signPassCode({ programme: 9, batch: 1, pass: 3, cheque: 0 }, keyId, privateKey)
  return passCodeText('https://carnet.exemple', digits)
}
