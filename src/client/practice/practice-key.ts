import { fromBase64Url, type Bytes } from '#protocol/bytes.ts'
import { importPrivateKey, keyIdOf } from '#protocol/keys.ts'

// Everybody has both halves, and nobody has to keep them: what this key signs is worth nothing anywhere, and is an
// exercise pass for every tablet, whichever printed it. See docs/decisions/083.
const publicHalf = 'BKXvIYkOLQi0GiJZ0S3LUdVQknPlQxdklgLvMJvdPrxLpMIJ3nWH-g6_UYXvOIHxMe3LAnf5M3k3HJqfz3Pl1dw'
const privateHalf = [
  'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgPgRp816CowUltiuf6EW_PEuVygi3QdKbdSrz11t46IWh',
  'RANCAASl7yGJDi0ItBoiWdEty1HVUJJz5UMXZJYC7zCb3T68S6TCCd51h_oOv1GF7ziB8THtywJ3-TN5Nxyan89z5dXc',
].join('')

/** The key of all exercises, as every copy of the app has it. */
export const practiceKey: { readonly keyId: Bytes; readonly publicKey: Bytes } = {
  keyId: keyIdOf(fromBase64Url(publicHalf)),
  publicKey: fromBase64Url(publicHalf),
}

export async function practiceSigner(): Promise<CryptoKey> {
  return importPrivateKey(fromBase64Url(privateHalf))
}
